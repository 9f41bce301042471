import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT account, orders.id FROM orders JOIN accounts USING (account)")
