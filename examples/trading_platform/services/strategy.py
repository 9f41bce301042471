"""Decides when to trade."""

from services.connections import trading_database


class FillOdds:
    """How likely an order is to be filled, from a table of each symbol."""

    def __init__(self, symbol="btc"):
        self.table = f"fill_odds_{symbol.lower()}"

    def odds(self, seconds, distance):
        query = f"""
            SELECT odds -- expect-next: undefined-schema
            FROM analytics.{self.table}
            WHERE seconds = %s AND distance = %s
        """
        with trading_database().cursor() as cursor:
            cursor.execute(query, (seconds, distance))
            return cursor.fetchone()


def auto_trading(account):
    with trading_database().cursor() as cursor:
        cursor.execute(
            "SELECT enabled, entry_state, "  # expect: undefined-column
            "cooldown "  # expect: undefined-column
            "FROM accounts.auto_trading WHERE account = %s",  # expect: never-written
            (account,),
        )
        return cursor.fetchone()


def last_price():
    with trading_database().cursor() as cursor:
        cursor.execute("SELECT price FROM market.price_btc ORDER BY at DESC LIMIT 1")
        return cursor.fetchone()


def funding(symbol):
    with trading_database().cursor() as cursor:
        cursor.execute(
            "SELECT rate "
            "FROM market.funding_rate "  # expect: never-written
            "WHERE symbol = %s",
            (symbol,),
        )
        return cursor.fetchone()


if __name__ == "__main__":
    print(auto_trading("demo"), last_price(), funding("btc"), FillOdds().odds(5, 1))
