import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT price FROM prices")  # expect: never-written
cursor.execute("SELECT odds FROM odds")  # expect: never-written
cursor.execute("SELECT id FROM orders")
cursor.execute("INSERT INTO orders VALUES (1)")
