import psycopg2
from psycopg2 import sql


class Dataset:
    def query(self):
        return "SELECT id FROM {table} WHERE totl > 0"  # expect: undefined-column

    def run(self, cursor):
        query = self.query()
        if not isinstance(query, sql.Composable):
            query = sql.SQL(query).format(table=sql.Identifier("orders"))
        cursor.execute(query)


class Composed(Dataset):
    def query(self):
        return sql.SQL("SELECT id FROM orders")


cursor = psycopg2.connect("dbname=shop").cursor()
Dataset().run(cursor)
Composed().run(cursor)
