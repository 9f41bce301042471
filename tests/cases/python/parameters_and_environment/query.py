import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
import argparse
import os

TABLE = os.getenv("TABLE", "orders")
cursor.execute(f"SELECT nope FROM {TABLE}")  # expect: undefined-column
arguments = argparse.ArgumentParser().parse_args()
cursor.execute(f"SELECT id FROM {arguments.table} WHERE anything = 1")
cursor.execute(input())
