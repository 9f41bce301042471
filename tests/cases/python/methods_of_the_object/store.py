# Methods run on their object, whether or not anything makes one.
import psycopg2


class Table:
    name = "accounts"

    def table(self):
        return "ordres"  # expect: undefined-table

    @property
    def schema(self):
        return "app"

    def by_method(self, cursor):
        cursor.execute("SELECT id FROM " + self.table())

    def by_attribute(self, cursor):
        cursor.execute(f"SELECT size FROM {self.name}")  # expect: undefined-column

    def by_property(self, cursor):
        cursor.execute(f"SELECT full_name FROM {self.schema}.customer")


class Pool:
    def __init__(self, connection):
        self.connection = connection

    def run(self, function, *arguments):
        cursor = self.connection.cursor()
        return function(Logged(cursor), *arguments)


class Logged:
    def __init__(self, cursor):
        self.cursor = cursor

    def execute(self, sql, *arguments):
        self._do(self.cursor.execute, sql, *arguments)

    def _do(self, function, sql, *arguments):
        function(sql, *arguments)


class Store:
    def __init__(self, pool: Pool):
        self.pool = pool

    def insert(self, table, values):
        columns = ", ".join(values)
        marks = ", ".join("%s" for _ in values)
        self.pool.run(self._insert, f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)

    @staticmethod
    def _insert(txn, sql, values):
        txn.execute(sql, list(values.values()))

    def receipts(self, since=None):
        def read(txn):
            if since:
                # No caller gives it; the statement is there all the same.
                txn.execute("SELECT nam FROM accounts WHERE id > %s", (since,))  # expect: undefined-column
            else:
                txn.execute("SELECT name FROM accounts")

        return self.pool.run(read)


def main():
    store = Store(Pool(psycopg2.connect("")))
    for account in ("a", "b"):
        store.insert("accounts", {"account": account, "name": "A"})
        store.insert("orders", {"account": account, "price": 3})  # expect: undefined-column
    store.receipts()
