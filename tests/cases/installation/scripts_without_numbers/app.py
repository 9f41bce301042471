import psycopg2

cursor = psycopg2.connect("dbname=reviews").cursor()
cursor.execute("SELECT id, name FROM shown")
cursor.execute("SELECT author, state FROM review")
cursor.execute("SELECT old_name FROM review")  # expect: undefined-column
