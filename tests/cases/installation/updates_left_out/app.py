import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("SELECT id FROM unpaid JOIN account USING (id)")
cursor.execute("INSERT INTO account VALUES (1, 'Ann')")
cursor.execute("SELECT paid FROM unpaid")  # expect: undefined-column
