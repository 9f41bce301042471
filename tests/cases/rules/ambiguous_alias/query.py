import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT orders.id FROM orders, app.orders")  # expect: ambiguous-alias
