import psycopg2


def run_upgrade(cursor, engine):
    cursor.execute("UPDATE accounts_old SET name = account")
