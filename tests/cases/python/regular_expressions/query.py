import re

import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
BLANKS = re.compile(r"\s+")
MARKS = re.compile(r"%(?![\(s])")
NAMES = re.compile(r":(?P<name>[a-z]+)\b", re.IGNORECASE | re.MULTILINE)

cursor.execute(BLANKS.sub(" ", "SELECT   nope "  # expect: undefined-column
                           "   FROM   orders"))
cursor.execute(MARKS.sub("%%", "SELECT id FROM ordres WHERE account LIKE 'a%'"))  # expect: undefined-table
cursor.execute(NAMES.sub(r"%(\g<name>)s", "SELECT gone FROM orders WHERE id = :id"), {"id": 1})  # expect: undefined-column
cursor.execute(re.sub(r"(\w+)@(\w+)", r"\2.\1", "SELECT lost@orders FROM orders"))  # expect: undefined-column
cursor.execute(re.sub("x", "y", "SELECT axx FROM orders", count=1))  # expect: undefined-column
cursor.execute(re.sub("[a-z]+_table", lambda match: "orders", "SELECT missing FROM old_table"))  # expect: undefined-column
for statement in re.split(r";\s*", "SELECT id FROM orders; SELECT off FROM orders"):  # expect: undefined-column
    cursor.execute(statement)
cursor.execute("SELECT a-b FROM orders".translate(str.maketrans("-", "_")))  # expect: undefined-column


def read(condition, full):
    where = " WHERE id = 1" if full else ""
    cursor.execute(BLANKS.sub(" ", f"SELECT id,  absent FROM orders{where}"))  # expect: undefined-column
    cursor.execute(BLANKS.sub(" ", f"SELECT id  FROM orders WHERE {condition}"))
    cursor.execute(re.sub("a.*b", "", f"SELECT id FROM orders WHERE {condition}"))
    cursor.execute(re.sub(condition, "", "SELECT id FROM orders"))
    cursor.execute(NAMES.sub(r"%(\g<name>)s", f"SELECT never FROM orders WHERE id = :id AND {condition}"), {"id": 1})  # expect: undefined-column
