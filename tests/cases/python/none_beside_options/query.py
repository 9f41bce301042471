import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()


class Store:
    table = None

    def use(self):
        self.table = "orders"

    def read(self):
        # None is one of the values: what else it may be is still checked.
        cursor.execute(f"SELECT nope FROM {self.table}")  # expect: undefined-column
        cursor.execute("SELECT id FROM %s" % self.table)
        cursor.execute("SELECT id FROM {}".format(self.table))


def sorted_rows(column=None):
    cursor.execute(f"SELECT id FROM orders ORDER BY {column}")


sorted_rows()
sorted_rows("size")
Store().read()
