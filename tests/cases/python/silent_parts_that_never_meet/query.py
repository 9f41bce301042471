import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()


def read(kind):
    if kind == "orders":
        table, column = "orders", "size"
    else:
        table, column = "accounts", "name"
    cursor.execute(f"SELECT {column} FROM {table}")


def save(**changes):
    names = ", ".join(changes)
    marks = ", ".join("%s" for _ in changes)
    cursor.execute(
        f"INSERT INTO orders ({names}, size) VALUES ({marks}, 1)",
        list(changes.values()),
    )


def change(order, **changes):
    if not changes:
        return
    assignments = ", ".join(f"{name} = %s" for name in changes)
    cursor.execute(f"UPDATE orders SET {assignments} WHERE id = %s", (order,))
