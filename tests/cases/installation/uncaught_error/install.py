import psycopg2


def install():
    connection = psycopg2.connect("dbname=shop")
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE orders (id int)")
    connection.commit()
    cursor.execute("CREATE TABLE lines (id int REFERENCES nowhere (id))")  # expect: installation-error
    cursor.execute("CREATE TABLE never_reached (id int)")
    connection.commit()
