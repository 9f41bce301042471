from sqlalchemy import create_engine, text

engine = create_engine("postgresql://localhost/shop")

with engine.connect() as connection:
    connection.execute(text("SELECT nope FROM orders WHERE id = :id"), {"id": 1})  # expect: undefined-column
    connection.execute(text("SELECT id::text FROM orders WHERE account = :account"))
    connection.exec_driver_sql("SELECT id FROM ordres")  # expect: undefined-table
