"""Where every service gets its connection from."""

import os
import sqlite3

import psycopg2


def trading_database():
    return psycopg2.connect(
        host=os.getenv("DB_HOST", "localhost"),
        dbname=os.getenv("DB_NAME", "trading"),
        user=os.getenv("DB_USER", "trading_app"),
        password=os.getenv("DB_PASSWORD", ""),
    )


def local_cache():
    return sqlite3.connect("cache.db")
