import psycopg2

cursor = psycopg2.connect().cursor()
cursor.execute("SELECT a.id, b.id FROM logs_2023 a, logs_2024 b")
cursor.execute("SELECT id FROM logs_2025")  # expect: undefined-table
cursor.execute("SELECT 'new'::mood, extra FROM logs_2023")
cursor.execute("SELECT later FROM logs_2024")  # expect: undefined-column
cursor.execute("INSERT INTO from_function (id) VALUES (1)")
