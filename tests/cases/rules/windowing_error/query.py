import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT 1 FROM orders WINDOW w AS (), w AS ()")  # expect: windowing-error
