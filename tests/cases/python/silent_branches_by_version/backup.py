# Where a test of the server's version cannot be decided, either branch may be
# for other versions.
import psycopg2

from settings import OLDEST


def switch(connection, cursor):
    if connection.server_version >= OLDEST:
        cursor.execute("SELECT pg_switch_wal()")
    else:
        cursor.execute("SELECT pg_switch_xlog()")


def exactly(connection, cursor):
    if connection.server_version == 150000:
        cursor.execute("SELECT pg_backup_begin('a')")
    cursor.execute("SELECT name FROM accounts")


def other_than(connection, cursor):
    if connection.server_version != OLDEST:
        cursor.execute("SELECT pg_xlogfile_name('0/0')")


def connect(address):
    connection = psycopg2.connect(address)
    with connection.cursor() as cursor:
        switch(connection, cursor)
        exactly(connection, cursor)
        other_than(connection, cursor)


class Connection:
    CHECK = "SELECT 1"

    def __init__(self, address):
        self.connection = psycopg2.connect(address)

    def check(self):
        self.connection.cursor().execute(self.CHECK)


class StreamingConnection(Connection):
    # A command of the replication protocol, no SQL.
    CHECK = "IDENTIFY_SYSTEM"


def both(address):
    Connection(address).check()
    StreamingConnection(address).check()
