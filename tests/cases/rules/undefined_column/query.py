import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT id, amount FROM orders")  # expect: undefined-column
cursor.execute(
    "SELECT c.customer_id, "
    "c.fullname FROM app.customer c"  # expect: undefined-column
)
cursor.execute("UPDATE orders SET sise = %s", (1,))  # expect: undefined-column
