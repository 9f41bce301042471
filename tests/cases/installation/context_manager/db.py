from contextlib import contextmanager

import psycopg2


@contextmanager
def cursor_of(dsn):
    connection = psycopg2.connect(dsn)
    try:
        yield connection.cursor()
        connection.commit()
    except psycopg2.Error:
        connection.rollback()
        raise
    finally:
        connection.close()


class Transaction:
    def __init__(self, connection):
        self.connection = connection

    def __enter__(self):
        return self.connection.cursor()

    def __exit__(self, kind, error, trace):
        if kind is not None:
            self.connection.rollback()
        else:
            self.connection.commit()


def install(dsn="dbname=shop"):
    # Committed when the block ends, not before it begins.
    with cursor_of(dsn) as cursor:
        cursor.execute("CREATE TABLE orders (id int, account text)")
    with Transaction(psycopg2.connect(dsn)) as cursor:
        cursor.execute("CREATE TABLE accounts (id int, name text)")
    # Nobody commits this.
    lost = psycopg2.connect(dsn)
    lost.cursor().execute("CREATE TABLE lost (id int)")
