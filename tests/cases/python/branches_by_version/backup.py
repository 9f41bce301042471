# A program for several versions of PostgreSQL: what runs on 15 is checked.
import psycopg2

MINIMAL = 90600


def names_of(server_version):
    names = {"wal": "pg_walfile_name", "lsn": "pg_current_wal_lsn"}
    if server_version and server_version < 100000:
        names.update({"wal": "pg_xlogfile_name", "lsn": "pg_current_xlog_location"})
    return names


class Server:
    def __init__(self, address):
        self.connection = psycopg2.connect(address)

    @property
    def server_version(self):
        return self.connection.server_version

    @property
    def has_wal(self):
        return self.server_version >= 100000

    def file(self, cursor):
        try:
            version = self.server_version
        except psycopg2.Error:
            version = None
        cursor.execute("SELECT {wal}({lsn}())".format(**names_of(version)))

    def start(self, cursor):
        if self.server_version >= 150000:
            cursor.execute("SELECT pg_backup_begin('a')")  # expect: undefined-function
        else:
            cursor.execute("SELECT pg_start_backup('a')")

    def stop(self, cursor):
        if self.server_version < 150000:
            cursor.execute("SELECT pg_stop_backup()")
            return
        cursor.execute("SELECT pg_backup_end()")  # expect: undefined-function

    def obsolete(self, cursor):
        if self.server_version >= 150000:
            raise RuntimeError("obsolete")
        cursor.execute("SELECT pg_start_backup('b', true)")

    def switch(self, cursor):
        if not self.has_wal:
            cursor.execute("SELECT pg_switch_xlog()")
        cursor.execute("SELECT pg_switch_wall()")  # expect: undefined-function

    def old_enough(self, cursor):
        if self.server_version >= MINIMAL:
            cursor.execute("SELECT nam FROM accounts")  # expect: undefined-column


def location(connection):
    return "lsn" if connection.server_version >= 100000 else "location"


def replication(connection, cursor):
    column = location(connection)
    cursor.execute("SELECT sent_%s, sent_at FROM pg_stat_replication" % column)  # expect: undefined-column


def asked(cursor):
    cursor.execute("SHOW server_version_num")
    number = int(cursor.fetchone()[0])
    if 90600 <= number < 100000:
        cursor.execute("SELECT pg_last_xlog_receive_location()")
    elif number >= 100000:
        cursor.execute("SELECT pg_last_wal_receive()")  # expect: undefined-function


def by_parts(pool, cursor):
    version = pool.get_server_version()
    if version[:2] >= (9, 6) and version.major < 10:
        cursor.execute("SELECT pg_current_xlog_location()")
    if (version.major, version.minor) < (9, 2):
        cursor.execute("SELECT procpid FROM pg_stat_activity")
    else:
        cursor.execute("SELECT procid FROM pg_stat_activity")  # expect: undefined-column


def by_text(cursor, pg_version):
    if pg_version in ("9.4", "9.5"):
        cursor.execute("SELECT pg_xlogfile_name('0/0')")
    if pg_version.startswith("9."):
        return
    if int(pg_version.split(".")[0]) >= 12:
        cursor.execute("SELECT oids FROM pg_class")  # expect: undefined-column


def some_number(cursor, count):
    # No version, whatever the number.
    if count > 100000:
        cursor.execute("SELECT nam FROM accounts")  # expect: undefined-column
    else:
        cursor.execute("SELECT nmae FROM accounts")  # expect: undefined-column


def schema_version(cursor, version):
    # The application's own.
    if version < 10:
        cursor.execute("SELECT nmae FROM accounts")  # expect: undefined-column
