import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
def outer(column):
    def inner(table):
        cursor.execute(f"SELECT {column} FROM {table}")

    inner("orders")


outer("id")
outer("nope")  # expect: undefined-column
