"""What a driver sends as it stands, and what it does not."""
import psycopg2
from sqlalchemy import create_engine, text

cur = psycopg2.connect("").cursor()
cur.execute("SELECT '%s' || nope FROM orders")  # expect: undefined-column
cur.execute("SELECT format('%s %I', account, nope) FROM orders")  # expect: undefined-column
cur.execute("SELECT nope FROM orders -- %s")  # expect: undefined-column
cur.execute("SELECT '%s' || nope FROM orders", None)  # expect: undefined-column
cur.execute("SELECT '%s' || account FROM orders", ("x",))
cur.execute("SELECT account FROM orders WHERE id = %s")


def run(query, parameters=None):
    cur.execute(query, parameters)


run("SELECT '%s' || nope FROM orders")  # expect: undefined-column
with create_engine("postgresql://localhost/shop").connect() as connection:
    connection.execute(text("SELECT '\\:x', nope\\:\\:text FROM orders"))  # expect: undefined-column
