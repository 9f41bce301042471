import psycopg2
import psycopg2.sql

from app.contrib.psycopg2 import NAME

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
cursor.execute(
    psycopg2.sql.SQL("SELECT {} FROM orders").format(
        psycopg2.sql.Identifier(NAME)))
