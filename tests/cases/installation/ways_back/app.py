import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("SELECT id, name FROM account")
cursor.execute("INSERT INTO account VALUES (1, 'Ann')")
cursor.execute("SELECT nick FROM account")  # expect: undefined-column
