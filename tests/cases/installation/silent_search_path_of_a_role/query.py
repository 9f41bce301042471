import psycopg2

psycopg2.connect("dbname=shop").cursor().execute("SELECT id FROM t")
