import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("""
SELECT id,
  nope -- expect: undefined-column
FROM orders""")
