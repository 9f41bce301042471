"""Values as Python writes them: repr() and its conversions."""
import psycopg2

cur = psycopg2.connect("").cursor()
names = ["a", "b"]
cur.execute("SELECT id FROM orders WHERE account = %r" % "x")
cur.execute("SELECT id FROM orders WHERE account = %a" % "x")
cur.execute("SELECT id FROM orders WHERE account = {!r}".format("x"))
cur.execute("SELECT id FROM orders WHERE account = " + repr("x"))
cur.execute("SELECT id FROM orders WHERE account = " + ascii("x"))
cur.execute("SELECT id FROM orders WHERE account IN (%s)"
            % ",".join(map(repr, names)))
cur.execute("SELECT id FROM orders WHERE account IN (%s)"
            % ",".join(repr(name) for name in names))
cur.execute(f"SELECT id FROM orders WHERE account = {names[0]!r}")
cur.execute("SELECT id FROM orders WHERE nope = " + repr("x"))  # expect: undefined-column
cur.execute("SELECT id FROM\N{SPACE}orders WHERE id = {!r}".format(3))
cur.execute("SELECT id \N{SNOWMAN} FROM orders")
