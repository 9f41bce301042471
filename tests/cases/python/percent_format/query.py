import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
TABLE = "orders"
cursor.execute("SELECT nope FROM %s" % TABLE)  # expect: undefined-column
cursor.execute("SELECT %(column)s FROM %(table)s" % {
    "column": "nope",  # expect: undefined-column
    "table": TABLE,
})
cursor.execute("SELECT id FROM orders LIMIT %d" % 5)
