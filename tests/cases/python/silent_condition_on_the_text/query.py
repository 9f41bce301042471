# What a text begins or ends with decides which branch it takes.
import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()


class Runner:
    def __init__(self, explain):
        self.explain = explain

    def run(self, sql):
        if self.explain and sql.strip().startswith(("SELECT", "INSERT")):
            cursor.execute("EXPLAIN " + sql)
        cursor.execute(sql)

    def create(self, table, column):
        self.run("CREATE INDEX i_{0} ON {0} ({1})".format(table, column))


def select(order):
    sql = "SELECT id FROM orders " + order
    if not sql.startswith("SELECT"):
        cursor.execute("SELECT " + sql)
    if sql.startswith("SEL"):
        cursor.execute(sql)


runner = Runner(open("settings").read())
runner.run("SELECT id FROM orders")
runner.run("DROP TABLE IF EXISTS orders_old")
runner.create("orders", "size")
select("ORDER BY id")
