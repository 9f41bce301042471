import psycopg2
from psycopg2 import sql
from psycopg2.sql import SQL, Composed, Identifier, Literal, Placeholder

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()

# Several parts: a schema and its table.
cursor.execute(
    SQL("SELECT full_name FROM {}").format(
        Identifier("app", "customers")))  # expect: undefined-table

# A list of parts, and their sum.
cursor.execute(Composed([
    SQL("SELECT "), Identifier("nope"), SQL(" FROM orders")]))  # expect: undefined-column
cursor.execute(
    SQL("SELECT id FROM ") + Identifier("orderz"))  # expect: undefined-table

# By position and by name.
cursor.execute(
    SQL("SELECT {1}, {0} FROM {table}").format(
        Identifier("account"),
        Identifier("missing"),  # expect: undefined-column
        table=Identifier("orders")))

# Joined: a list, a generator, what was composed, what was multiplied.
columns = ["account", "sise"]  # expect: undefined-column
cursor.execute(
    SQL("INSERT INTO orders ({}) VALUES ({})").format(
        SQL(", ").join(Identifier(column) for column in columns),
        SQL(", ").join(Placeholder() * len(columns))),
    ("a", 1))
names = Composed([Identifier("id"), Identifier("nam")])  # expect: undefined-column
cursor.execute(
    SQL("SELECT {} FROM accounts").format(names.join(", ")))

# Named placeholders.
cursor.execute(
    SQL("UPDATE orders SET {} = {} WHERE id = {}").format(
        Identifier("sized"),  # expect: undefined-column
        Placeholder("size"), Placeholder(name="id")),
    {"size": 1, "id": 2})

# As a text.
cursor.execute(
    SQL("SELECT {} FROM {}")
    .format(Literal("it's"), Identifier("nowhere"))  # expect: undefined-table
    .as_string(connection))
cursor.execute(sql.SQL("INSERT INTO orders (account, syze) VALUES ({}, {})")  # expect: undefined-column
               .format(sql.NULL, sql.DEFAULT))
