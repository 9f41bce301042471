import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("SELECT id FROM app.orders")
cursor.execute("SELECT id FROM app.not_run")  # expect: undefined-table
cursor.execute("SELECT size FROM app.sizes")  # expect: undefined-table
