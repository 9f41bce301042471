import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute(
    "SELECT id "  # expect: ambiguous-column
    "FROM orders JOIN accounts ON orders.account = accounts.account"
)
