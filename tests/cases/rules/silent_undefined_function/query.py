import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT coalesce(size, 0), lower(account), round(size, 2) FROM orders")
cursor.execute("SELECT concat(account, size, id, 'x'), now() FROM orders")
