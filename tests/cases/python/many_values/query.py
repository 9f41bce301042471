import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
from psycopg2.extras import execute_batch, execute_values

execute_values(cursor, "INSERT INTO orders (account, amount) VALUES %s", [("a", 1)])  # expect: undefined-column
execute_values(cursor, "INSERT INTO orders (account, size) VALUES %s RETURNING id", [("a", 1)])
execute_batch(cursor, "UPDATE orders SET size = %s WHERE nope = %s", [(1, 2)])  # expect: undefined-column
cursor.executemany("DELETE FROM ordres WHERE id = %s", [(1,)])  # expect: undefined-table
cursor.copy_expert("COPY orders (id, amount) FROM STDIN", None)  # expect: undefined-column
cursor.copy_from(None, "orders", columns=("id", "size"))
cursor.callproc("nope", [1])  # expect: undefined-function
# As wide as the columns that the rows go to; unknown without any.
execute_values(cursor, "WITH given(account, size) AS (VALUES %s) UPDATE orders o SET size = given.size FROM given WHERE o.account = given.account AND given.nope", [])  # expect: undefined-column
execute_values(cursor, "DELETE FROM accounts WHERE (account, name) IN (VALUES %s)", [])
execute_values(cursor, "SELECT given.column3 FROM (VALUES %s) AS given JOIN orders ON orders.id = given.column1", [])
