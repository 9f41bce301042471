import psycopg2

cur = psycopg2.connect("").cursor()
for name in ("first", "second", "third"):
    cur.execute(f"SELECT id FROM {name}")
    cur.execute(f"INSERT INTO {name} VALUES (1)")
cur.execute("SELECT id FROM fourth")  # expect: undefined-table
