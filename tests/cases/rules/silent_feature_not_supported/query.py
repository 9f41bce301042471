import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT id FROM orders UNION SELECT id FROM accounts ORDER BY id")
