"""Two databases in one program, told apart by the names of what holds them."""


class Store:
    def __init__(self, connect):
        self.pool = connect()

    def run(self, statement):
        self.pool.cursor().execute(statement)

    def run_with(self, function):
        return function(self.pool.cursor())


class Copier:
    def __init__(self, connect_old, connect_new):
        self.sqlite_store = Store(connect_old)
        self.postgres_store = Store(connect_new)

    def copy(self, sqlite_db, conn):
        self.sqlite_store.run("SELECT rowid, added FROM orders")
        self.postgres_store.run("SELECT added FROM orders")  # expect: undefined-column

        def read(txn):
            txn.execute("SELECT rowid FROM accounts")

        self.sqlite_store.run_with(read)
        sqlite_db.execute("SELECT rowid FROM orders")
        conn.execute("SELECT rowed FROM orders")  # expect: undefined-column
