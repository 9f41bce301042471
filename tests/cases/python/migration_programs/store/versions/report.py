# No migration, though it stands among them.
import psycopg2


def report(cursor):
    cursor.execute("SELECT nam FROM accounts")  # expect: undefined-column
