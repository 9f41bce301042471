import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("SELECT name FROM account JOIN invoice ON account = account.id WHERE paid")
cursor.execute("INSERT INTO account VALUES (1, 'Ann')")
cursor.execute("INSERT INTO invoice VALUES (1, 1, true)")
cursor.execute("SELECT nick FROM account")  # expect: undefined-column
