import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
def save(order, **changes):
    assignments = ", ".join(f"{name} = %s" for name in changes)
    cursor.execute(
        f"UPDATE orders SET {assignments} WHERE nope = %s",  # expect: undefined-column
        [*changes.values(), order],
    )


def save_some(order, changes):
    columns = ", ".join(changes.keys())
    marks = ", ".join(["%s"] * len(changes))
    cursor.execute(f"INSERT INTO orders ({columns}) VALUES ({marks})", list(changes.values()))
