from sqlalchemy import create_engine, text

engine = create_engine("postgresql://host/db?options=-csearch_path%3Dapp%2Cpublic")
with engine.connect() as connection:
    connection.execute(text("SELECT id FROM t"))
    connection.execute(text("SELECT id FROM nowhere"))  # expect: undefined-table
