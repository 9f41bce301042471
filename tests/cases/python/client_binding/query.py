import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT id FROM orders WHERE id IN %s", ((1, 2),))
cursor.execute("SELECT now() - INTERVAL %s", ("1 day",))
cursor.execute("SET search_path = %s", ("public",))
cursor.execute("SELECT jsonb_build_object('a', %s)", (1,))
cursor.execute("SELECT id FROM orders WHERE account LIKE 'a%%' AND id = %(id)s", {"id": 1})
cursor.execute("SELECT %s::int, size FROM orders WHERE placed_at > DATE %s", (1, "2020-01-01"))
