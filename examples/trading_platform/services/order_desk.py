"""Takes orders and keeps the preferences of an account."""

from services.connections import local_cache, trading_database

PREFERENCES = "accounts.preferences"  # expect: never-written


class OrderDesk:
    def __init__(self, connection=None):
        self.connection = connection or trading_database()

    def preferences(self, account):
        cursor = self.connection.cursor()
        cursor.execute(
            "SELECT strategy, order_size "  # expect: undefined-column
            f"FROM {PREFERENCES} WHERE account = %s",
            (account,),
        )
        return cursor.fetchone()

    def save(self, account, **changes):
        assignments = ", ".join(f"{name} = %s" for name in changes)
        cursor = self.connection.cursor()
        cursor.execute(
            f"UPDATE {PREFERENCES} SET {assignments} WHERE account = %s",
            [*changes.values(), account],
        )
        self.connection.commit()

    def place(self, account, symbol, side, size):
        cursor = self.connection.cursor()
        cursor.execute(
            """
            INSERT INTO accounts.orders (account, symbol, side, size)
            VALUES (%s, %s, %s, %s)
            RETURNING id
            """,
            (account, symbol, side, size),
        )
        return cursor.fetchone()[0]

    def open_orders(self, account):
        cursor = self.connection.cursor()
        cursor.execute(
            """
            SELECT o.id, o.symbol, o.side, o.size, p.strategy
            FROM accounts.orders o
            JOIN accounts.preferences p ON p.account = o.account
            WHERE o.account = %s AND o.state = 'open'
            ORDER BY o.placed_at
            """,
            (account,),
        )
        return cursor.fetchall()


def remember(account):
    cache = local_cache()
    cache.execute("INSERT OR REPLACE INTO seen (account) VALUES (?)", (account,))
    cache.commit()


def journal(text):
    """The table is made at its first use, and by no installer."""
    connection = trading_database()
    cursor = connection.cursor()
    cursor.execute(
        "CREATE TABLE IF NOT EXISTS accounts.journal (at timestamptz, line text)"
    )
    cursor.execute(
        "INSERT INTO accounts.journal "  # expect: undefined-table
        "VALUES (now(), %s)",
        (text,),
    )
    connection.commit()


if __name__ == "__main__":
    print(OrderDesk().open_orders("demo"))
