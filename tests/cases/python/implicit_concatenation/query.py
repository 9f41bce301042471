import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute(
    "SELECT id, "
    "amount "  # expect: undefined-column
    "FROM orders "
    "WHERE " "sise > 1"  # expect: undefined-column
)
