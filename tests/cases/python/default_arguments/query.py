import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
def read(table="orders", column="nope"):  # expect: undefined-column
    cursor.execute(f"SELECT {column} FROM {table}")


read()
read(column="id")
read("accounts", column="name")
