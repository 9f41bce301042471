import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
class Store:
    table = ""

    def all(self):
        cursor.execute(f"SELECT id, name FROM {self.table}")  # expect: undefined-column


class Orders(Store):
    table = "orders"


class Accounts(Store):
    table = "accounts"


Orders().all()
Accounts().all()
