import psycopg2

# psql passes over the mark at a file's beginning alone: in the middle, where
# files were put together, it is part of a word.
cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("SELECT x FROM a NATURAL JOIN c")
cursor.execute("INSERT INTO a TABLE c")
cursor.execute("INSERT INTO c VALUES (1)")
cursor.execute("SELECT x FROM b")  # expect: undefined-table
