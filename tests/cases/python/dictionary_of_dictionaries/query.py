import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
TABLES = {
    "BTC": {"table": "orders", "unit": 1},
    "ETH": {"table": "ordres", "unit": 2},  # expect: undefined-table
}


def read(symbol):
    table = TABLES[symbol]["table"]
    cursor.execute(f"SELECT id FROM {table}")
    cursor.execute(f"SELECT id FROM {TABLES['BTC']['table']}")
