import psycopg2

# The tables are made by something that is not in this repository: that all of
# them are missing says that it is the wrong installation that was found.
cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("SELECT value FROM settings WHERE name = 'title'")
cursor.execute("SELECT id FROM orders")
cursor.execute("SELECT id FROM customers")
cursor.execute("INSERT INTO invoices (id) VALUES (1)")
cursor.execute("DELETE FROM carts")
cursor.execute("SELECT valeu FROM settings")  # expect: undefined-column
