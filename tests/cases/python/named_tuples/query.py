import enum
from collections import namedtuple
from typing import NamedTuple

import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()

Query = namedtuple("Query", ["where", "sort"])
Query.__new__.__defaults__ = ("1 = 1", "id")
Place = namedtuple("Place", "schema table", defaults=["orders"])


class Column(NamedTuple):
    table: str
    name: str = "nope"  # expect: undefined-column


class Source(namedtuple("Source", "table key")):
    def text(self):
        return f"SELECT {self.key} FROM {self.table}"


class Table(enum.Enum):
    ORDERS = "orders"
    GONE = "gone"  # expect: undefined-table


def read(query):
    cursor.execute(f"SELECT id FROM orders WHERE {query.where} ORDER BY {query.sort}")


read(Query())
read(Query(where="id = 2", sort="lost"))  # expect: undefined-column
read(Query()._replace(sort="account"))

place = Place("public")
cursor.execute("SELECT off FROM %s.%s" % place)  # expect: undefined-column
table, name = Column("orders")
cursor.execute(f"SELECT {name} FROM {table}")
cursor.execute("SELECT {0} FROM {1}".format(Column("orders", "id")[1], "ordres"))  # expect: undefined-table
cursor.execute(Source("orders", "missing").text())  # expect: undefined-column
for each in Table:
    cursor.execute(f"SELECT id FROM {each.value}")


