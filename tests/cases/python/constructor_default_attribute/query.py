import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
class Odds:
    table = "accounts"

    def __init__(self, symbol: str = "btc", schema="analytics"):  # expect: undefined-schema
        self.symbol = symbol.lower()
        self.odds_table = f"odds_{self.symbol}"
        self.schema = schema

    def read(self):
        cursor.execute(
            "SELECT odds FROM "
            f"{self.schema}.{self.odds_table}"
        )
        cursor.execute(f"SELECT nope FROM {self.table}")  # expect: undefined-column


Odds().read()
