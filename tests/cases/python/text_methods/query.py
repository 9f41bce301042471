import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
from textwrap import dedent

cursor.execute(dedent("""
    SELECT nope -- expect: undefined-column
    FROM orders
""").strip())
cursor.execute("SELECT id FROM TABLE_NAME".replace("TABLE_NAME", "ordres"))  # expect: undefined-table
cursor.execute(" ".join(["SELECT", "id", "FROM", "orders"]))
cut = len(input())
cursor.execute("SELECT id FROM orders "[:cut] + "x")
