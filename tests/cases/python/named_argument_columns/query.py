import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()


def insert(table, **columns):
    names = ", ".join(columns)
    marks = ", ".join(["%s"] * len(columns))
    cursor.execute(
        f"INSERT INTO {table} ({names}) VALUES ({marks})",
        list(columns.values()))


def change(number, **values):
    sets = ", ".join(f"{name} = %({name})s" for name in values)
    cursor.execute(f"UPDATE orders SET {sets} WHERE id = {number:d}", values)


def forward(**given):
    insert("accounts", **given)


insert("orders", account="a", size=3)
insert("orders", account="b", foo=1)  # expect: undefined-column
change(1, account="a", sized=4)  # expect: undefined-column
forward(account="c", bar="d")  # expect: undefined-column
forward(**dict(account="c", title="d"))  # expect: undefined-column
options = {"name": "e"}
options.update(nickname="f")  # expect: undefined-column
forward(**options)
