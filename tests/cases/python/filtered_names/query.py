"""A test that says nothing against a name leaves the error certain."""
import psycopg2

cur = psycopg2.connect("").cursor()


def given(data):
    names = [name for name in ("id", "nope")  # expect: undefined-column
             if name in data]
    cur.execute("SELECT " + ", ".join(names) + " FROM orders")
    names = [name for name in ("id", "none")  # expect: undefined-column
             if data.get(name)]
    cur.execute("SELECT " + ", ".join(names) + " FROM orders")


def after_the_test():
    for name in ["nothing"]:  # expect: undefined-column
        if valid(name):
            log(name)
        cur.execute(f"SELECT {name} FROM orders")


def kept():
    names = ["id", "account", "never"]  # expect: undefined-column
    names.remove("account")
    names.sort()
    cur.execute("SELECT " + ", ".join(names) + " FROM orders")


def not_read(debug):
    if debug:
        cur.execute("SELECT nowhere FROM orders")  # expect: undefined-column
