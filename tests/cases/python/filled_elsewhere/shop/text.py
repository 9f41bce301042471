def order_by(column):
    return " ORDER BY " + column
