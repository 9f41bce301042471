import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
def in_transaction(function, *arguments):
    with connection.cursor() as cur:
        return function(cur, *arguments)


def read(cur, table):
    cur.execute("SELECT id FROM " + table)


in_transaction(read, "orders")
in_transaction(read, "ordres")  # expect: undefined-table
in_transaction(lambda cur: cur.execute("SELECT nope FROM orders"))  # expect: undefined-column
