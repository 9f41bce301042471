import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT id FROM order_items")  # expect: undefined-table
cursor.execute("CREATE TABLE IF NOT EXISTS journal (line text)")
cursor.execute("INSERT INTO journal VALUES ('a')")  # expect: undefined-table
cursor.execute("""
    SELECT id FROM late;  -- expect: undefined-table
    CREATE TABLE late (id int);
""")
