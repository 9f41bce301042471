"""Calls that name tables, or make them; callproc; and pg8000's own call."""
import pandas as pd
import pg8000
from django.db import connection
from sqlalchemy import create_engine

engine = create_engine("postgresql://localhost/shop")
local = create_engine("sqlite:///local.db")
frame = pd.DataFrame()
frame.to_sql("orders", engine)
frame.to_sql("made1", engine)
frame.to_sql("made2", con=engine, schema="app", index=False)
frame.to_sql("nope", con=engine, schema="shop")  # expect: undefined-schema
frame.to_sql("nope", con=local)
pd.DataFrame({"a": [1]}).to_sql(name="made3", con=engine)


def store(given, name):
    given.to_sql(name="made4", con=engine)
    given.to_sql(name, engine)


pd.read_sql("orders", engine)
pd.read_sql("app.customer", con=engine)
pd.read_sql("made1", con=engine)  # expect: undefined-table
pd.read_sql("nope5", con=engine)  # expect: undefined-table
pd.read_sql("SELECT id FROM orders WHERE id = %s", engine, params=(1,))
pd.read_sql_query("SELECT id FROM orders WHERE id = %(i)s", engine,
                  params={"i": 1})
pd.read_sql("SELECT nope FROM orders", engine)  # expect: undefined-column
with connection.cursor() as cur:
    cur.callproc("nope")  # expect: undefined-function
pg8000.connect().run("SELECT nope FROM orders")  # expect: undefined-column
