import psycopg2


def connect():
    connection = psycopg2.connect("dbname=x")
    with connection.cursor() as cursor:
        cursor.execute("SET search_path TO app")
    return connection
