import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
def find(**conditions):
    parts = []
    values = []
    for name, value in conditions.items():
        values.append(value)
        parts.append(f"{name} = %s")
    cursor.execute("SELECT id FROM orders WHERE " + " AND ".join(parts), values)


find(account=1, size=2)
