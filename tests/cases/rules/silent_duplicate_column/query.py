import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("INSERT INTO orders (account, size) VALUES (%s, %s)", (1, 2))
