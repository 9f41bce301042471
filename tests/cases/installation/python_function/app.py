import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("SELECT id FROM kept")  # expect: never-written
cursor.execute("SELECT id, account FROM orders")  # expect: undefined-table
