"""An installation whose functions are given their connections: whoever opened
one ends its transaction."""
import psycopg2
from psycopg2.extensions import connection


def create_orders(conn: connection) -> None:
    with conn.cursor() as cursor:
        cursor.execute("CREATE TABLE orders (id int, account int)")


def create_own() -> None:
    # Its own one is never committed.
    cursor = psycopg2.connect("dbname=shop").cursor()
    cursor.execute("CREATE TABLE lost (id int)")
