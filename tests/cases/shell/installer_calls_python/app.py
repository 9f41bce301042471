import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("SELECT id FROM orders")
cursor.execute("SELECT id FROM ids")
cursor.execute("SELECT id FROM never")  # expect: undefined-table
cursor.execute("SELECT id FROM lost")  # expect: undefined-table
