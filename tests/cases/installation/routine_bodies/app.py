import psycopg2

cursor = psycopg2.connect().cursor()
cursor.execute("SELECT id, name FROM t")
