"""A plain value in a composed text is a literal."""
import psycopg
from psycopg import sql

cur = psycopg.connect("").cursor()
cur.execute(sql.SQL("SELECT {} FROM orders").format("literal"))
cur.execute(sql.SQL("SELECT {n}, {} FROM orders").format(3, n="it's"))
cur.execute(sql.SQL("SELECT {} FROM orders").format(sql.SQL("nope")))  # expect: undefined-column
cur.execute(sql.SQL("SELECT {} FROM orders").format(sql.Identifier("none")))  # expect: undefined-column
cur.execute(sql.SQL("SELECT {} FROM orders").format(
    sql.SQL(", ").join([sql.Identifier("never")])))  # expect: undefined-column
