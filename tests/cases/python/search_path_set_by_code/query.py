import psycopg2
from connections import connect


def with_the_hook():
    cursor = connect().cursor()
    cursor.execute("SELECT id FROM t")
    cursor.execute("SELECT id FROM nowhere")  # expect: undefined-table


def set_before():
    cursor = psycopg2.connect("dbname=x").cursor()
    cursor.execute("SELECT set_config('search_path', 'app', false)")
    cursor.execute("SELECT id FROM t")
    cursor.execute("SELECT id FROM p")  # expect: undefined-table
    cursor.execute("RESET search_path; SELECT id FROM p")
    cursor.execute("SELECT id FROM p")


def set_for_some(own):
    cursor = psycopg2.connect("dbname=x").cursor()
    if own:
        cursor.execute("SET search_path = app")
    cursor.execute("SELECT id FROM t")
    cursor.execute("SELECT id FROM p")


def another():
    cursor = psycopg2.connect("dbname=x").cursor()
    cursor.execute("SELECT id FROM p")
    cursor.execute("SELECT missing FROM p")  # expect: undefined-column
