import psycopg2


def install():
    connection = psycopg2.connect("dbname=shop")
    connection.autocommit = True
    cursor = connection.cursor()
    for statement in [
        "CREATE TABLE orders (id int)",
        "CREATE TABLE orders (id int)",  # expect: installation-error
        "CREATE TABLE never (id int)",
    ]:
        cursor.execute(statement)
