import psycopg2

import files
import state

context = state.state


class Connection:
    def __init__(self, connection):
        self.connection = connection

    def cursor(self):
        if not self.connection:
            raise RuntimeError("closed")
        return Cursor(self.connection.cursor())

    def close(self):
        self.connection.cursor().execute("ROLLBACK")
        self.connection = None


class Cursor:
    def __init__(self, cursor):
        self.cursor = cursor

    def execute(self, query, parameters=()):
        return self.cursor.execute(query, parameters)


def connect():
    return Connection(psycopg2.connect("dbname=shop"))


def rows(query):
    cursor = context.connection.cursor()
    cursor.execute(query)
    return cursor.fetchall()


def orders():
    return rows("SELECT id, absent FROM orders")  # expect: undefined-column
