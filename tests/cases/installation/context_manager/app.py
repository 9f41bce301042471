import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("INSERT INTO orders (id, account) VALUES (1, 'a')")
cursor.execute("SELECT id, account FROM orders")
cursor.execute("INSERT INTO accounts (id, nick) VALUES (1, 'a')")  # expect: undefined-column
cursor.execute("SELECT id FROM lost")  # expect: undefined-table
