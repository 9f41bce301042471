import psycopg
from psycopg import sql
from psycopg.sql import SQL, Composed, Identifier, Literal, Placeholder

connection = psycopg.connect("dbname=shop")
cursor = connection.cursor()

cursor.execute(
    SQL("SELECT full_name FROM {}").format(Identifier("app", "customer")))
cursor.execute(Composed([
    SQL("SELECT "), Identifier("size"), SQL(" FROM orders")]))
cursor.execute(SQL("SELECT id FROM ") + Identifier("orders"))
cursor.execute(
    SQL("SELECT {1}, {0} FROM {table}").format(
        Identifier("account"), Identifier("size"),
        table=Identifier("orders")))
columns = ["account", "size"]
cursor.execute(
    SQL("INSERT INTO orders ({}) VALUES ({})").format(
        SQL(", ").join(map(Identifier, columns)),
        SQL(", ").join(Placeholder() * len(columns))),
    ("a", 1))
cursor.execute(
    SQL("INSERT INTO orders ({}) VALUES ({})").format(
        SQL(", ").join([Identifier(c) for c in columns]),
        SQL(", ").join([Placeholder(c) for c in columns])),
    {"account": "a", "size": 1})
names = Identifier("id") + SQL("name")
cursor.execute(SQL("SELECT {} FROM accounts").format(names.join(", ")))
cursor.execute(
    SQL("UPDATE orders SET {} = {} WHERE id = {}").format(
        Identifier("size"), Placeholder("size"), Placeholder(name="id")),
    {"size": 1, "id": 2})
cursor.execute(
    SQL("SELECT id FROM orders WHERE size > {}").format(
        Placeholder("size", format="b")), {"size": 1})
cursor.execute(
    SQL("SELECT {} FROM {}")
    .format(Literal("it's"), Identifier("orders"))
    .as_string(connection))
cursor.execute(
    SQL("INSERT INTO orders (account, size) VALUES ({}, {})").format(
        sql.Literal(connection), sql.DEFAULT))
cursor.execute("SELECT id FROM orders WHERE account = " + sql.quote("a"))


def any_of(ids, table, **values):
    marks = ",".join("?" * 3)
    cursor.execute(
        SQL("SELECT id FROM orders WHERE id IN ({})").format(
            SQL(",").join(Placeholder() * len(ids))), ids)
    cursor.execute(
        SQL("UPDATE orders SET {} WHERE id = 1").format(
            SQL(", ").join(
                SQL("{} = {}").format(Identifier(name), Placeholder(name))
                for name in values)), values)
    cursor.execute(
        SQL("SELECT 1 FROM {}").format(Identifier(*table.split("."))))
    return marks


any_of([1, 2], "app.customer", size=1)
