import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()


def save(rows):
    values = ",".join(
        cursor.mogrify("(%s, %s)", row).decode("utf-8") for row in rows)
    cursor.execute("INSERT INTO orders (account, size) VALUES " + values)


def several(cur, rows, names):
    parts = [cur.mogrify("(%s,%s,now())", (row[0], row[1])) for row in rows]
    cur.execute(b"INSERT INTO orders (account, size, placed_at) VALUES "
                + b",".join(parts) + b" RETURNING id")
    cur.execute(cur.mogrify(
        "SELECT id FROM orders WHERE account IN %s AND size > 5 % 3", (names,)))


def shown_only(cur):
    # Nothing is sent.
    print(cur.mogrify("SELECT nope FROM orders WHERE id = %s", (1,)))
    cur.execute(cur.mogrify("SELECT id FROM orders WHERE account LIKE 'a%'"))


save([("a", 1), ("b", 2)])
several(cursor, [("a", 1)], ("a", "b"))
