import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
def latest(kind):
    if kind == "orders":
        sql = "SELECT id FROM orders"
    elif kind == "accounts":
        sql = "SELECT nope FROM accounts"  # expect: undefined-column
    else:
        sql = "SELECT customer_id FROM app.customer"
    cursor.execute(sql)
    cursor.execute("SELECT id FROM " + ("orders" if kind else "invoices"))  # expect: undefined-table
