import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT id::text, placed_at::date, '{}'::int[] FROM orders")
