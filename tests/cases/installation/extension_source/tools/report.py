import psycopg2

cursor = psycopg2.connect("dbname=books").cursor()
cursor.execute("SELECT id, name, ledger.nick_of(id) FROM ledger.account")
cursor.execute("INSERT INTO ledger.account VALUES (1, 'Ann')")
cursor.execute("SELECT nick FROM ledger.account")  # expect: undefined-column
