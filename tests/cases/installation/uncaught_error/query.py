import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("INSERT INTO orders VALUES (1)")
cursor.execute("SELECT id FROM orders")
