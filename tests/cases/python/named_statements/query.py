import aiosql
import psycopg2

import sql

connection = psycopg2.connect("dbname=shop")
reports = aiosql.from_path("reports.sql", "psycopg2")


class Store:
    def __init__(self, connection):
        self.cursor = connection.cursor()

    def execute(self, query, **arguments):
        self.cursor.execute(query, arguments)


store = Store(connection)
store.execute(query=sql.queries["add_order"], account="a", size=1)
store.execute(query=sql.queries["rename"], name="b", id=2)
reports.by_account(connection, account="a")
reports.newest(connection, count=3)
