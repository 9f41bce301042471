import pandas as pd
from django.db import connection, models


class Order(models.Model):
    account = models.TextField()


def view(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT nope FROM orders WHERE id = %s", [1])  # expect: undefined-column
    return Order.objects.raw("SELECT id FROM ordres")  # expect: undefined-table


def frame():
    from sqlalchemy import create_engine

    engine = create_engine("postgresql://localhost/shop")
    pd.read_sql("SELECT id, amount FROM orders", engine)  # expect: undefined-column
    pd.read_sql_table("ordres", engine)  # expect: undefined-table
