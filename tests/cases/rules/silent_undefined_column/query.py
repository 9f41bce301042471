import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT o.id, o.ctid, a.name FROM orders o JOIN accounts a USING (account)")
cursor.execute("SELECT total FROM (SELECT sum(size) AS total FROM orders) t")
cursor.execute(
    "INSERT INTO accounts (id, name) VALUES (%s, %s) ON CONFLICT (id) "
    "DO UPDATE SET name = EXCLUDED.name RETURNING id",
    (1, "a"),
)
