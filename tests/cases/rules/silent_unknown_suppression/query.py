import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT amount FROM orders")  # pgpact: allow undefined-column made by hand
