"""Names taken out of a list, or left out by a test, reach no statement."""
import psycopg2

cur = psycopg2.connect("").cursor()
COLUMNS = ["id", "account", "zz"]


def go(columns):
    cur.execute("SELECT " + ", ".join(columns) + " FROM orders")


def removed():
    columns = list(COLUMNS)
    columns.remove("zz")
    go(columns)


def cleared():
    columns = list(COLUMNS)
    columns.clear()
    columns.append("id")
    go(columns)


def discarded():
    columns = set(COLUMNS)
    columns.discard("zz")
    go(columns)


def popped():
    columns = ["zz", "id", "account"]
    columns.pop(0)
    del columns[0]
    go(columns)


def removed_unknown(which):
    columns = list(COLUMNS)
    columns.remove(which)
    go(columns)


def starts():
    go([c for c in COLUMNS if not c.startswith("z")])
    go([c for c in COLUMNS if not c.startswith(("y", "z"))])


def ends():
    go([c for c in COLUMNS if not c.endswith("z")])


def letters():
    go([c for c in ["id", "z9"] if c.isalpha()])
    go([c for c in COLUMNS if c.isalpha() and "z" not in c])


def unknown_test():
    go([c for c in COLUMNS if valid(c)])
    go([name for name, kind in [("id", 1), ("zz", 2)] if valid(kind)])


def from_the_database():
    cur.execute("SELECT attname FROM pg_attribute")
    there = {row[0] for row in cur.fetchall()}
    go([c for c in COLUMNS if c in there])


def passed_over():
    columns = []
    for c in COLUMNS:
        if c.startswith("z"):
            continue
        columns.append(c)
    go(columns)


def passed_over_unknown():
    columns = []
    for c in COLUMNS:
        if not valid(c):
            continue
        columns.append(c)
    go(columns)


def constant():
    if False:
        cur.execute("SELECT zz FROM orders")
    cur.execute("SELECT id FROM orders" + (" WHERE zz" if False else ""))
    kind = "a"
    if kind == "b":
        column = "zz"
    else:
        column = "id"
    cur.execute(f"SELECT {column} FROM orders")
