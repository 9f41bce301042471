# A command of the program's own, called as migrations' entries are.
import psycopg2


def upgrade(cursor):
    cursor.execute("SELECT nope FROM orders")  # expect: undefined-column
