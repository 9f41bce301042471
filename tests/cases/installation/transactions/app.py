import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("SELECT id FROM kept")
cursor.execute("SELECT id FROM undone")  # expect: undefined-table
cursor.execute("SELECT id FROM lost")  # expect: undefined-table
