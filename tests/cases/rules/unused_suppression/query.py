import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT size FROM orders")  # pgpact: allow undefined-column  # expect: unused-suppression
