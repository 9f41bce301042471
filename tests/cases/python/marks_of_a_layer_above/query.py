import psycopg2


def find(session, account):
    session.execute(
        "SELECT id FROM orders WHERE account = :account AND id::text <> ''",
        {"account": account},
    )
    session.execute("SELECT nope FROM orders WHERE account = ?", (account,))  # expect: undefined-column
