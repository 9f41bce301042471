"""Statements that begin with text that is not known: no name after it is
known to be missing."""
import sys

import psycopg2

cursor = psycopg2.connect().cursor()
query = sys.argv[1]

cursor.execute(query + " ORDER BY added, added_by")
cursor.execute(query + " WHERE added = %s", (1,))
cursor.execute(query + " AND added = %s", (1,))
cursor.execute(query + " SET added = %s WHERE added_by = %s", (1, 2))
cursor.execute(query + " GROUP BY added HAVING sum(added_by) > 0")
cursor.execute(query + " RETURNING added")
cursor.execute("EXPLAIN " + query + " ORDER BY added")
cursor.execute("SELECT a.added FROM (" + query + " WHERE added_by = 1) a")
cursor.execute("SELECT EXISTS (" + query + " WHERE added_by = 1)")
cursor.execute("CREATE TEMP TABLE found AS " + query + " ORDER BY added")
cursor.execute("SELECT added FROM found")
cursor.execute(query + " UNION ALL SELECT id FROM orders ORDER BY added")
cursor.execute(f"SELECT {query} WHERE added = 1")


def given(conn, words):
    # On a connection of whom nothing is known: told all the same.
    conn.fetchrow(" ".join([word.strip() for word in words.split()]))
    conn.fetchrow(words.split()[0] + " x")
