import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
fields = {"account": 1, "sise": 2}  # expect: undefined-column
assignments = ", ".join(f"{name} = %s" for name in fields)
cursor.execute(f"UPDATE orders SET {assignments} WHERE id = %s", (*fields.values(), 1))
columns = ["id", "size"]
cursor.execute("SELECT " + ", ".join(columns) + " FROM orders")
cursor.execute("SELECT id FROM orders WHERE id IN (" + ",".join(["%s"] * 3) + ")", (1, 2, 3))
