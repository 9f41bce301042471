import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("WITH RECURSIVE a AS (SELECT id FROM orders UNION SELECT id FROM a) SELECT id FROM a")
