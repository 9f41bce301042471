"""Variables that other functions assign."""
import psycopg2

cur = psycopg2.connect("").cursor()
column = "id"


def choose():
    global column
    column = "nope"  # expect: undefined-column


def read():
    cur.execute(f"SELECT {column} FROM orders")


def outer():
    name = "id"

    def inner():
        nonlocal name
        name = "none"  # expect: undefined-column

    inner()
    cur.execute(f"SELECT {name} FROM orders")


def given(query=None):
    query = query or "SELECT never FROM orders"  # expect: undefined-column
    cur.execute(query)
