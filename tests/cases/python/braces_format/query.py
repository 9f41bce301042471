import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT nope FROM {}".format("orders"))  # expect: undefined-column
cursor.execute("SELECT {1} FROM {0}".format(
    "orders",
    "nope",  # expect: undefined-column
))
cursor.execute("SELECT {column} FROM orders".format(column="id"))
