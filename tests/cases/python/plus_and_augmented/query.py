import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
sql = "SELECT id FROM orders"
sql += " WHERE account = %s"
sql = sql + " AND state = 'open'"  # expect: undefined-column
cursor.execute(sql, ("a",))
