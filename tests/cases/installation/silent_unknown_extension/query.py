import psycopg2

# What it brings is not known: relations, routines, schemas of its own.
cursor = psycopg2.connect("dbname=club").cursor()
cursor.execute("SELECT id FROM member")
cursor.execute("SELECT id FROM jobs")
cursor.execute("SELECT run_job(1)")
cursor.execute("SELECT jobs.schedule('* * * * *', 'VACUUM')")
cursor.execute("SELECT * FROM jobs.run_details")
