import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT 1 FROM orders o, accounts o")  # expect: duplicate-alias
