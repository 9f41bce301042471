"""Whose a connection is by the type that a parameter is declared with."""
import sqlite3
from sqlite3 import Cursor as LocalCursor

import aiosqlite
import psycopg2
import psycopg2.extensions
from cassandra.cluster import Cluster


def local(cur: sqlite3.Cursor, conn: "sqlite3.Connection"):
    cur.execute("SELECT nope FROM settings")
    conn.execute("SELECT nope FROM settings")


def other(cur: LocalCursor):
    cur.execute("SELECT nope FROM settings")


async def waiting(conn: aiosqlite.Connection):
    await conn.execute("SELECT nope FROM settings")


def server(cur: psycopg2.extensions.cursor):
    cur.execute("SELECT nope FROM orders")  # expect: undefined-column


session = Cluster().connect("shop")
session.execute("SELECT nope FROM settings ALLOW FILTERING")
