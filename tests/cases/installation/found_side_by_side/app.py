import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("SELECT value FROM settings, customer WHERE name = 'title'")
cursor.execute("SELECT unit FROM units")
cursor.execute("SELECT units FROM settings")  # expect: undefined-column
