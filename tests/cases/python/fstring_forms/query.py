import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
table = "orders"
limit = 10
cursor.execute(f"SELECT id FROM {table} LIMIT {limit:d}")
cursor.execute(f"SELECT id, '{{}}'::text[] FROM {table}")
cursor.execute(f"SELECT nope FROM {table!s}")  # expect: undefined-column
cursor.execute(f"SELECT id FROM {'order' + 's'} WHERE {f'{table}.nope'} = 1")  # expect: undefined-column
