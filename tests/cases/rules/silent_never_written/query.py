import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
symbol = input()
cursor.execute(f"INSERT INTO prices_{symbol} VALUES (1)")
cursor.execute("SELECT price FROM prices_btc")
cursor.execute("SELECT price FROM both_tables")
cursor.execute("SELECT line FROM log")
cursor.execute("SELECT id FROM orders")
