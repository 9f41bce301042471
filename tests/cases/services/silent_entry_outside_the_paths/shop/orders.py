import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()


def fill():
    cursor.execute("INSERT INTO totals (size) VALUES (1)")


def read():
    cursor.execute("SELECT size FROM totals")
