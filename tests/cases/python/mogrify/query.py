import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()


def save(rows):
    values = ",".join(
        cursor.mogrify("(%s, %s)", row).decode() for row in rows)
    cursor.execute(
        "INSERT INTO orders (account, nope) VALUES " + values)  # expect: undefined-column


def save_bytes(rows):
    values = b",".join(cursor.mogrify("(%s,%s,%s)", row) for row in rows)  # expect: syntax-error
    cursor.execute(b"INSERT INTO orders (account, size) VALUES " + values)


def one(cur, account):
    statement = cur.mogrify(
        "SELECT id FROM orderz WHERE account = %(account)s",  # expect: undefined-table
        {"account": account})
    cur.execute(statement)


save([("a", 1), ("b", 2)])
save_bytes([("a", 1, 2)])
