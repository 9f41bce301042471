import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT full_name FROM app.customer")
cursor.execute("SELECT relname FROM pg_catalog.pg_class")
cursor.execute("SELECT table_name FROM information_schema.tables")
