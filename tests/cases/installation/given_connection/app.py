import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("SELECT name FROM accounts a JOIN orders o ON o.account = a.id")
cursor.execute("SELECT owner FROM orders")  # expect: undefined-column
cursor.execute("SELECT id FROM lost")  # expect: undefined-table
cursor.execute("INSERT INTO accounts (id) VALUES (1)")
cursor.execute("INSERT INTO orders (id) VALUES (1)")
