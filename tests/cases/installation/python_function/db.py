import psycopg2

TABLES = {"orders": "id int, account text", "accounts": "id int"}


def install(dsn="dbname=shop"):
    connection = psycopg2.connect(dsn)
    cursor = connection.cursor()
    for name, columns in TABLES.items():
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {name} ({columns})")
    try:
        cursor.execute("CREATE VIEW sizes AS SELECT size FROM orders")  # expect: installation-error
    except psycopg2.Error:
        connection.rollback()
    cursor.execute("CREATE TABLE kept (id int)")
    connection.commit()
    cursor.close()
