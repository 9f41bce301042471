import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute(r"SELECT nope FROM orders")  # expect: undefined-column
cursor.execute(b"SELECT nope FROM orders")  # expect: undefined-column
cursor.execute(u'SELECT nope FROM orders')  # expect: undefined-column
cursor.execute(rf"SELECT nope FROM {'orders'}")  # expect: undefined-column
cursor.execute("SELECT \x6eope FROM orders")  # expect: undefined-column
cursor.execute("SELECT 'it''s', \
nope FROM orders")  # expect: undefined-column
