import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
order = input()
cursor.execute(f"SELECT id FROM orders ORDER BY id {order}")
cursor.execute("SELECT id FROM orders WHERE id IN %s", ((1, 2),))
