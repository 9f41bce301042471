import psycopg2


def create():
    connection = psycopg2.connect("dbname=shop")
    cursor = connection.cursor()
    cursor.execute("CREATE TABLE orders (id int)")
    cursor.execute("INSERT INTO orders VALUES (1)")
    connection.commit()
    cursor.execute("CREATE TABLE lost (id int)")
