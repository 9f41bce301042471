import psycopg2

cursor = psycopg2.connect("dbname=shop").cursor()
cursor.execute("CREATE SCHEMA IF NOT EXISTS cache")
cursor.execute("CREATE TABLE cache.pages (id int, body text)")
cursor.execute("SELECT body, missing FROM cache.pages")  # expect: undefined-schema, undefined-column
cursor.execute("CREATE TYPE mood AS ENUM ('good', 'bad')")
cursor.execute("SELECT 'good'::mood")  # expect: undefined-type
cursor.execute("CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql AS 'SELECT 2 * $1'")
cursor.execute("SELECT twice(2)")  # expect: undefined-function
cursor.execute("CREATE EXTENSION IF NOT EXISTS pgcrypto")
cursor.execute("SELECT gen_salt('bf')")  # expect: undefined-function
cursor.execute("SELECT id INTO picked FROM orders")
cursor.execute("SELECT anything FROM picked")  # expect: undefined-table
cursor.execute("CREATE TABLE copied AS SELECT id FROM orders")
cursor.execute("SELECT missing FROM copied")  # expect: undefined-table, undefined-column
cursor.execute("CREATE TABLE IF NOT EXISTS twice_made (a int)")
cursor.execute("CREATE TABLE IF NOT EXISTS twice_made (a int, b int)")
cursor.execute("SELECT b FROM twice_made")  # expect: undefined-table
