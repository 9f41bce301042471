import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT id FROM orders ORDER BY 2")  # expect: invalid-column-reference
