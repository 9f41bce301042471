import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
from psycopg2 import sql

cursor.execute(
    sql.SQL("SELECT {} FROM {} WHERE {} = %s").format(
        sql.Identifier("nope"),  # expect: undefined-column
        sql.Identifier("public", "orders"),
        sql.Identifier("id"),
    ),
    (1,),
)
columns = ["id", "size"]
cursor.execute(
    sql.SQL("INSERT INTO orders ({}) VALUES ({})").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(sql.Placeholder() * len(columns)),
    ),
    (1, 2),
)
cursor.execute(sql.SQL("SELECT {}").format(sql.Literal("x")))
