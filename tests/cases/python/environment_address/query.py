import os

from sqlalchemy import create_engine, text

# What is built in is for the developer's machine.
engine = create_engine(os.environ.get("DATABASE_URL", "sqlite:///local.db"))
named = create_engine(os.getenv("DATABASE_URL"))
keyed = os.getenv(key="TABLE", default="orders")
table = os.getenv("OTHER_TABLE")

with engine.connect() as connection:
    connection.execute(text("SELECT nope FROM orders"))  # expect: undefined-column
with named.connect() as connection:
    connection.execute(text(f"SELECT gone FROM {keyed}"))  # expect: undefined-column
    connection.execute(text(f"SELECT anything FROM {table}"))
