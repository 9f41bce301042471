# More combinations than are tried: the join that a column needs stands with
# the column's own condition.
import psycopg2


def count(cursor, columns, first, second, third, fourth, fifth, wants_customer, tables=()):
    joins = ""
    where = ["1 = 1"]
    if first:
        where.append("orders.id > 1")
    if second:
        where.append("orders.id > 2")
    if third:
        where.append("orders.id > 3")
    if fourth:
        where.append("orders.id > 4")
    if fifth:
        joins += " JOIN accounts ON accounts.account = orders.account"
        where.append("accounts.name IS NOT NULL")
    if wants_customer or "customer" in tables:
        joins += " JOIN app.customer ON customer.customer_id = orders.id"
    cursor.execute(
        "SELECT " + ", ".join(columns) + " FROM orders" + joins
        + " WHERE " + " AND ".join(where))


def report(cursor, first, second, third, fourth, fifth):
    count(cursor, ["orders.id", "customer.full_name"], first, second, third, fourth, fifth, False, ["customer"])
    count(cursor, ["orders.id", "accounts.name"], first, second, third, fourth, True, False)
