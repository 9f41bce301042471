import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT amount FROM orders")  # pgpact: allow undefined-colum  # expect: undefined-column, unknown-suppression
