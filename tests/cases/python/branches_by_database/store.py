# A program for PostgreSQL and SQLite: what it does on SQLite is SQLite's.
import os
import sqlite3

import psycopg2

KIND = os.environ.get("STORE", "sqlite")


class PostgresEngine:
    def lock(self, txn, table):
        txn.execute("LOCK TABLE %s IN EXCLUSIVE MODE" % (table,))


class Sqlite3Engine:
    def lock(self, txn, table):
        pass


def create_engine(name):
    if name == "sqlite3":
        return Sqlite3Engine()
    if name == "psycopg2":
        return PostgresEngine()
    raise RuntimeError("unknown database")


class Store:
    def __init__(self, config):
        self.engine = create_engine(config["name"])

    def add(self, txn):
        self.engine.lock(txn, "orders")
        if isinstance(self.engine, PostgresEngine):
            sql = "INSERT INTO orders (account) VALUES ('a') ON CONFLICT DO NOTHING"
        elif isinstance(self.engine, Sqlite3Engine):
            sql = "INSERT OR IGNORE INTO orders (account) VALUES ('a')"
        else:
            raise RuntimeError("unknown database")
        txn.execute(sql)

    def leaves_early(self, txn):
        if isinstance(self.engine, PostgresEngine):
            txn.execute("SELECT acount FROM orders")  # expect: undefined-column
            return
        with txn:
            txn.execute("SELECT json_extract(account, 'a') FROM orders")
        txn.execute("SELECT ifnull(account, 'b') FROM orders")

    def greatest(self):
        return "GREATEST" if isinstance(self.engine, PostgresEngine) else "MAX"

    def biggest(self, txn):
        txn.execute("SELECT %s(id, 2) FROM orders" % self.greatest())

    def each(self, txn, names):
        for name in names:
            if not isinstance(self.engine, PostgresEngine):
                continue
            txn.execute("SELECT nam FROM accounts")  # expect: undefined-column


def connect():
    if KIND == "sqlite":
        connection = sqlite3.connect("store.db")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection
    return psycopg2.connect(os.environ["STORE_URL"])


def by_address(url):
    cursor = connect().cursor()
    if url.startswith("sqlite://"):
        cursor.execute("SELECT name FROM sqlite_schema")
    elif url.startswith(("postgres://", "postgresql://")):
        cursor.execute("SELECT nam FROM accounts")  # expect: undefined-column
    else:
        cursor.execute("SHOW TABLES FROM accounts")


def by_vendor(connection, cursor):
    match connection.vendor:
        case "mysql":
            cursor.execute("SELECT `name` FROM accounts")
        case "mssql":
            cursor.execute("SELECT TOP 3 name FROM [accounts]")
        case _:
            cursor.execute("SELECT name FROM accounts LIMIT 3")


def on_topic(topic, cursor):
    # No database, whatever its name.
    if topic == "oracle":
        cursor.execute("SELECT prophecy FROM accounts")  # expect: undefined-column


class Database:
    def columns(self, cursor):
        raise NotImplementedError


class SqliteDatabase(Database):
    any_list = False

    def columns(self, cursor):
        cursor.execute("PRAGMA table_info(orders)")
        cursor.execute("SELECT typeof(size) FROM orders")


class PostgresDatabase(Database):
    any_list = True

    def columns(self, cursor):
        cursor.execute("SELECT pg_typeof(size) FROM orders")


def in_list(database: Database, column, values):
    if database.any_list:
        return f"{column} = ANY(%s)", [list(values)]
    marks = ",".join("%s" for _ in values)
    return f"{column} IN ({marks})", list(values)


def find(database: Database, cursor, filled_elsewhere):
    wanted = []
    filled_elsewhere(wanted)
    clause, values = in_list(database, "account", wanted)
    cursor.execute("SELECT id FROM orders WHERE " + clause, values)
    columns = []
    filled_elsewhere(columns)
    cursor.execute(f"SELECT id FROM orders WHERE id IN ({', '.join(columns)})")
