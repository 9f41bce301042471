import psycopg2


def connect():
    try:
        return psycopg2.connect("dbname=shop")
    except psycopg2.Error:
        return None
