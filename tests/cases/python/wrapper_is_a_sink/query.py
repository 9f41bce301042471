import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
class Database:
    def run(self, sql, *values):
        with connection.cursor() as cur:
            cur.execute(sql, values)
            return cur.fetchall()

    def select(self, table, columns):
        return self.run("SELECT " + ", ".join(columns) + " FROM " + table)


database = Database()
database.run("SELECT id FROM orders WHERE nope = %s", 1)  # expect: undefined-column
database.select(
    table="orders",
    columns=["id", "amount"],  # expect: undefined-column
)
