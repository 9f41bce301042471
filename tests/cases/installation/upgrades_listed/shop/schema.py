import psycopg2


def first(cursor):
    cursor.execute("CREATE TABLE invoice (id int PRIMARY KEY, nick text)")


def paid(cursor):
    cursor.execute("ALTER TABLE invoice ADD COLUMN paid date")


UPGRADES = [
    (1, first),
    (2, paid),
]


def upgrade(version):
    cursor = psycopg2.connect("dbname=shop").cursor()
    for number, run in UPGRADES:
        if number > version:
            run(cursor)
