import psycopg2
from django.db import models

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()
symbol = input()
cursor.execute(f"INSERT INTO prices_{symbol} VALUES (1)")
cursor.execute("SELECT price FROM prices_btc")
cursor.execute("SELECT price FROM both_tables")
cursor.execute("SELECT line FROM log")
cursor.execute("SELECT id FROM orders")
for view, below in [("above", "below"), ("parted", "part"), ("piece", "whole")]:
    cursor.execute(f"INSERT INTO {view} VALUES (1)")
    cursor.execute(f"SELECT id FROM {below}")
cursor.execute("INSERT INTO child VALUES (1)")
cursor.execute("SELECT id FROM parent")
cursor.execute("INSERT INTO seen VALUES (1)")
cursor.execute("SELECT id FROM copied")


class Painting(models.Model):
    class Meta:
        db_table = "dj"


class Basket(models.Model):
    pass


class Mixture(Base):
    __tablename__ = "alchemy"


cursor.execute("SELECT id FROM dj")
cursor.execute("SELECT id FROM shop_basket")
cursor.execute("SELECT id FROM alchemy")
