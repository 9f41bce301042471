import databases
from sqlalchemy import create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.orm import sessionmaker

server = create_engine("postgresql+psycopg2://shop@localhost/shop")
local = create_engine("sqlite:///local.db")
other = create_engine(URL.create("mysql+pymysql", host="localhost"))
Local = sessionmaker(bind=local)
cache = databases.Database("sqlite:///cache.db")
store = databases.Database("postgresql://localhost/shop")

with server.connect() as connection:
    connection.execute(text("SELECT nope FROM orders"))  # expect: undefined-column
with local.connect() as connection:
    connection.execute(text("SELECT value FROM settings"))
with other.begin() as connection:
    connection.execute(text("SELECT `value` FROM settings"))
with Local() as session:
    session.execute(text("SELECT value FROM settings"))


async def read(name):
    await cache.fetch_all("SELECT value FROM settings WHERE name = :name",
                          {"name": name})
    await store.fetch_all(
        "SELECT nothing FROM orders WHERE account = :name",  # expect: undefined-column
        {"name": name})
