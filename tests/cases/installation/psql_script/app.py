import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("SELECT id, name, app.total() FROM app.orders")
cursor.execute("SELECT id FROM app.chosen")  # expect: never-written
cursor.execute("SELECT id FROM app.not_chosen")  # expect: undefined-table
cursor.execute("SELECT total(1)")  # expect: undefined-function
