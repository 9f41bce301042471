import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
for table in ("orders", "accounts", "customers"):  # expect: undefined-table
    cursor.execute(f"SELECT count(*) FROM {table}")
