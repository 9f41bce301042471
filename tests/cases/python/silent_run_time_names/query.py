import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()


def partition(number):
    cursor.execute(f"CREATE TABLE part_{number} (id int)")
    cursor.execute(f"CREATE TEMP TABLE scratch_{number} (id int)")


cursor.execute("SELECT id FROM part_5")
cursor.execute("SELECT id FROM scratch_5")
cursor.execute("CREATE EXTENSION some_extension")
cursor.execute("SELECT of_the_extension(1)")
