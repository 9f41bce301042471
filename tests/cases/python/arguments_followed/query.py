"""Arguments that a function puts into a text, however they come to it."""
import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()


def insert(rows, column):
    cursor.execute(f"INSERT INTO orders ({column}) VALUES (%s)", rows)


def computed(values):
    return [value * 2 for value in values]


def name_of(kind):
    return "acc" + kind  # expect: undefined-column


first = "ount"
insert(computed([1]), name_of(first))
second = "ounting"
insert(computed([1]), column=name_of(second))


def by_keyword(**columns):
    names = ", ".join(columns)
    cursor.execute(f"SELECT {names} FROM orders")


def by_rest(table, *names):
    cursor.execute(f"SELECT {', '.join(names)} FROM {table}")


size = "siz" + "e"
colour = "colo" + "ur"  # expect: undefined-column
by_rest("orders", "id", size)
by_rest("orders", "id", colour)
by_keyword(id=1, shade=2)  # expect: undefined-column


class Store:
    def __init__(self, table):
        self.table = table

    def find(self, values, column):
        return self.query(values, "SELECT " + column)

    def query(self, values, start):
        cursor.execute(start + " FROM " + self.table, values)

    @staticmethod
    def count(column, table):
        cursor.execute(f"SELECT count({column}) FROM {table}")


weight = "weigh" + "t"  # expect: undefined-column
orders = Store("orders")
orders.find([1], weight)
Store.find(orders, [1], "heigh" + "t")  # expect: undefined-column
length = "lengt" + "h"  # expect: undefined-column
Store.count(length, "orders")


def choose(mode, values):
    if mode == "all":
        cursor.execute("SELECT * FROM orders")
    elif mode == "one":
        cursor.execute("SELECT gone FROM orders")  # expect: undefined-column


mode = "one"
choose(mode, computed([2]))


def run_given(function, argument):
    return function(argument)


depth = "dept" + "h"  # expect: undefined-column
run_given(lambda name: cursor.execute(f"SELECT {name} FROM orders"), depth)


def log(text):
    print(text)


def execute_and_tell(statement):
    cursor.execute(statement)
    return statement


log(execute_and_tell("SELECT tol" + "d FROM orders"))  # expect: undefined-column


def fill(names):
    names.append("add" + "ed")  # expect: undefined-column


wanted = []
fill(wanted)
cursor.execute(f"SELECT {', '.join(wanted)} FROM orders")
