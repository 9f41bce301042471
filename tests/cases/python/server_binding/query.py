import psycopg

connection = psycopg.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT id FROM orders WHERE id = ANY(%s)", ([1, 2],))
cursor.execute(
    "SELECT id FROM orders WHERE id IN %s",  # expect: syntax-error
    ((1, 2),),
)
cursor.execute("SELECT now() - INTERVAL %s", ("1 day",))  # expect: syntax-error
cursor.execute("SET search_path = %s", ("public",))  # expect: syntax-error
connection.execute("SELECT nope FROM orders")  # expect: undefined-column
