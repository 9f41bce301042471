import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("SELECT id, amount FROM orders")
cursor.execute("SELECT size FROM orders")  # expect: undefined-column
