import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute("SELECT ifnull(size, 0) FROM orders")  # expect: undefined-function
cursor.execute("SELECT lower(account, account) FROM orders")  # expect: undefined-function
