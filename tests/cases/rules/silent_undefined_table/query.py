import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("WITH recent AS (SELECT id FROM orders) SELECT id FROM recent")
cursor.execute("CREATE TEMP TABLE picked (id int)")
cursor.execute("SELECT id FROM picked")
cursor.execute("SELECT count(*) FROM pg_stat_activity")
cursor.execute("""
    CREATE TABLE IF NOT EXISTS log (id int);
    TRUNCATE TABLE log;
    ALTER TABLE log ADD COLUMN line text;
    INSERT INTO log VALUES (1, 'begin')
""")
