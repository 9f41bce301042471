import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()


class Query:
    def __init__(self, columns, table, clauses=()):
        self.columns = columns
        self.table = table
        self.clauses = clauses

    def __str__(self):
        query = "SELECT %(column_text)s FROM %(table_text)s%(clause_text)s"
        column_text = ", ".join(self.columns)
        table_text = self.table
        clause_text = " AND ".join(self.clauses)
        if clause_text:
            clause_text = " WHERE " + clause_text
        return query % locals()


cursor.execute(str(Query(["id", "absent"], "orders")))  # expect: undefined-column
cursor.execute(str(Query(["id"], "orders", ["gone = 1"])))  # expect: undefined-column


def count(table, column="id"):
    cursor.execute("SELECT count({column}) FROM {table}".format(**locals()))


count("accounts")
count("acounts")  # expect: undefined-table


def size(of):
    query = "SELECT %(later)s FROM orders WHERE id = %(of)s" % vars()
    later = "nothing"
    cursor.execute(query, locals())
