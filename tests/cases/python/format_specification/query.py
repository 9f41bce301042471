import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()


def read(limit, width, digits, name):
    cursor.execute(f"SELECT id FROM orders LIMIT {limit:{width}d}")
    cursor.execute(f"SELECT id FROM orders WHERE size > {limit:.{digits}f}")
    cursor.execute(f"SELECT nope FROM orders WHERE id = {limit:{width}}")  # expect: undefined-column
    cursor.execute(f"SELECT id, {name:>{width}} FROM orders")


read(5, 3, 2, "size")
