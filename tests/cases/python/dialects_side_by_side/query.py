import sqlite3

import psycopg2


def open_cache():
    return sqlite3.connect("cache.db")


def open_database():
    return psycopg2.connect("dbname=shop")


cache = open_cache()
cache.execute("CREATE TABLE IF NOT EXISTS seen (id INTEGER PRIMARY KEY AUTOINCREMENT)")
cache.cursor().execute("INSERT OR REPLACE INTO seen VALUES (?)", (1,))
with open_database() as database:
    with database.cursor() as cursor:
        cursor.execute("SELECT id FROM seen")  # expect: undefined-table


def tables(connection, is_sqlite):
    cursor = connection.cursor()
    if is_sqlite:
        cursor.execute("PRAGMA table_info(seen)")
        cursor.execute("SELECT name FROM sqlite_master")
    else:
        cursor.execute("SELECT nope FROM orders")  # expect: undefined-column
