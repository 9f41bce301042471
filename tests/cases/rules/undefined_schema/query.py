import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT odds FROM analytics.fill_odds")  # expect: undefined-schema
