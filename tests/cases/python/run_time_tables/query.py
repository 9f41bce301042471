import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("CREATE TEMP TABLE picked AS SELECT id FROM orders")
cursor.execute("SELECT id FROM picked")
cursor.execute("CREATE TABLE IF NOT EXISTS audit (line text)")
cursor.execute("INSERT INTO audit (line) VALUES (%s)", ("a",))  # expect: undefined-table
cursor.execute("ALTER TABLE accounts ADD COLUMN IF NOT EXISTS level int")
cursor.execute("SELECT level FROM accounts")  # expect: undefined-column
cursor.execute("CREATE INDEX picked_id ON picked (id)")
cursor.execute("ALTER TABLE picked ADD COLUMN rank int")
cursor.execute("SELECT rank FROM picked")
cursor.execute("DROP TABLE picked")
