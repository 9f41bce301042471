import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("SELECT value FROM settings")
# The fixture's way to the database is not followed.
cursor.execute("SELECT page FROM pages")
cursor.execute("SELECT page FROM page")  # expect: undefined-table
