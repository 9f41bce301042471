import sqlalchemy
from sqlalchemy import text

engine = sqlalchemy.create_engine("postgresql://localhost/shop")

with engine.connect() as connection:
    # SQLAlchemy before 2.0 gave a plain text to the driver.
    connection.execute("SELECT name FROM accounts WHERE id = %s", (1,))
    connection.execute("SELECT nmae FROM accounts WHERE id = %(id)s", id=1)  # expect: undefined-column
    connection.execute(text("SELECT name FROM accounts WHERE id = :id"), {"id": 1})
