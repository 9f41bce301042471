import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute(
    """
    SELECT amount -- pgpact: allow undefined-column
    FROM orders
    """
)
# pgpact: allow undefined-table
cursor.execute("SELECT 1 FROM nothing")
