import psycopg2

cursor = psycopg2.connect("dbname=club").cursor()
cursor.execute("SELECT similarity(name, 'x') FROM member ORDER BY name <-> 'x'")
cursor.execute("SELECT 'a'::citext, uuid_generate_v1()")
cursor.execute("SELECT calls FROM extensions.pg_stat_statements")
cursor.execute("SELECT id FROM membre")  # expect: undefined-table
cursor.execute("SELECT simliarity(name, 'x') FROM member")  # expect: undefined-function
cursor.execute("SELECT id FROM extensions.member")  # expect: undefined-table
