from string import Template

import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
part = 3

cursor.execute(f"SELECT id FROM orders_{part:02d}")  # expect: undefined-table
cursor.execute("SELECT id FROM orders_{:>03}".format(part))  # expect: undefined-table
cursor.execute("SELECT id FROM orders_%05d" % part)  # expect: undefined-table
cursor.execute("SELECT %-8s FROM orders WHERE account = %r" % ("nope", "a"))  # expect: undefined-column
cursor.execute(f"SELECT {'gone':>8} FROM orders WHERE account = {'it' + 's'!r}")  # expect: undefined-column
cursor.execute(f"SELECT {1234567:,} FROM orders")
cursor.execute("SELECT {} FROM orders".format(format(7, "03d")))
cursor.execute("SELECT " + repr("a") + " FROM orders WHERE missed = 1")  # expect: undefined-column
cursor.execute(Template("SELECT $column FROM orders WHERE account = '$$'").substitute(column="no"))  # expect: undefined-column
cursor.execute("SELECT {kept} FROM orders {rest}".format_map({"kept": "id", "rest": "WHERE off = 1"}))  # expect: undefined-column
cursor.execute("SELECT " + "id".rjust(6) + ", " + "absent".ljust(8) + "FROM orders_" + "7".zfill(2))  # expect: undefined-table


def read(limit: int, name):
    cursor.execute(f"SELECT id FROM orders LIMIT {limit:3d}")
    cursor.execute(f"SELECT id FROM orders WHERE account = {name!r}")
    cursor.execute(f"SELECT id FROM orders WHERE account = '{name:>10}'")
    cursor.execute(f"SELECT id, {name:{limit}} FROM orders")
