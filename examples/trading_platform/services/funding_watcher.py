"""Writes funding rates. No service starts it."""

from services.connections import trading_database


def store_rate(symbol, rate):
    connection = trading_database()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO market.funding_rate (symbol, rate) VALUES (%s, %s)",
            (symbol, rate),
        )
    connection.commit()
