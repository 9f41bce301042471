# A text to which its own changed copies are added in a loop: as many ways
# through it as 2 to the power of the rounds, though only a few parts.
import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()


def triggers(names):
    text = "SELECT id FROM orders"
    for name in names:
        for column in ("size", "account", name):
            text += " WHERE :tag = 1".replace(":tag", column)
            text += text.replace("id", name).replace("size", "amount")
            text += text.replace("account", column).strip().upper()
            text += text.replace(name, text).replace("orders", column)
        text = text.replace("SELECT", text) + text.strip(";").lower()
        text += text.replace("FROM", "from").replace("1", text)
    cursor.execute(text)


triggers(open("names.txt").read().split())
cursor.execute("SELECT amuont FROM orders")  # expect: undefined-column
