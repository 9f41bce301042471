import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
QUERIES = {
    "by_id": "SELECT id FROM orders WHERE id = %s",
    "by_name": "SELECT id FROM orders WHERE name = %s",  # expect: undefined-column
}


def run(name, *values):
    cursor.execute(QUERIES[name], values)
