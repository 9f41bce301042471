import psycopg2

cursor = psycopg2.connect("dbname=x", options="-c search_path=app").cursor()
cursor.execute("SELECT id FROM t")
cursor.execute("SELECT id FROM nowhere")  # expect: undefined-table
cursor.execute("SELECT missing FROM t")  # expect: undefined-column
