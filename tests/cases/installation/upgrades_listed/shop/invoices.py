import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("SELECT id FROM invoice WHERE paid IS NULL")
cursor.execute("INSERT INTO invoice (id) VALUES (1)")
cursor.execute("SELECT id FROM invoice WHERE due IS NULL")  # expect: undefined-column
