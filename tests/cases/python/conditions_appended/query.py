import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
def find(account=None, size=None):
    clauses = []
    values = []
    if account is not None:
        clauses.append("account = %s")
        values.append(account)
    if size is not None:
        clauses.append("sise = %s")  # expect: undefined-column
        values.append(size)
    sql = "SELECT id FROM orders"
    if clauses:
        sql += " WHERE " + " AND ".join(clauses)
    cursor.execute(sql, values)
