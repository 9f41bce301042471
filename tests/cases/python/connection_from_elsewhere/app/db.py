import psycopg2
import psycopg2.extras


class Database:
    def __init__(self, dsn):
        self.conn = psycopg2.connect(dsn)

    def query(self, sql, args=()):
        with self.conn.cursor() as cur:
            cur.execute(sql, args)
            return cur.fetchall()
