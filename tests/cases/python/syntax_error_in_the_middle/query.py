import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT nope FROM orders")  # expect: undefined-column

def broken(:
    pass

cursor.execute("SELECT id FROM ordres")  # expect: undefined-table
