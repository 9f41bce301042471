import functools
import itertools
import os
from collections import ChainMap, defaultdict

import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
columns = itertools.chain(["id"], ["nope"])  # expect: undefined-column

cursor.execute(f"SELECT {', '.join(columns)} FROM orders")
cursor.execute(f"SELECT {', '.join(filter(None, ['id', '', 'gone']))} FROM orders")  # expect: undefined-column
cursor.execute(functools.reduce(lambda a, b: a + b, ["SELECT lost ", "FROM orders"]))  # expect: undefined-column
cursor.execute(str.join(" ", ["SELECT off", "FROM orders"]))  # expect: undefined-column
cursor.execute("SELECT id, {missing} FROM orders".format_map(ChainMap({}, {"missing": "away"})))  # expect: undefined-column
cursor.execute("SELECT id FROM ordres; -- all".partition(";")[0])  # expect: undefined-table
cursor.execute("public.orders.absent".rsplit(".", 1)[1].join(["SELECT ", " FROM orders"]))  # expect: undefined-column
cursor.execute(f"SELECT id FROM {os.getenv('TABLE', 'ordres')}")  # expect: undefined-table


class Words:
    column = "never"  # expect: undefined-column


def read(where):
    parts = defaultdict(str)
    parts["kept"] = "id"
    if where:
        parts["where"] = " WHERE wrong = 1"  # expect: undefined-column
    cursor.execute("SELECT {kept} FROM orders{where}{sort}".format_map(parts))
    cursor.execute("SELECT " + getattr(Words, "column") + " FROM orders")
