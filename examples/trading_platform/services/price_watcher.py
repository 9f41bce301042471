"""Writes the price of one symbol every second: `price_watcher.py BTC`."""

import sys
import time

from services.connections import trading_database

SYMBOLS = {
    "BTC": {"feed": "btc-usd", "table": "price_btc"},
    "ETH": {"feed": "eth-usd", "table": "price_eth"},
}


def store_price(symbol, price):
    table = SYMBOLS[symbol]["table"]
    connection = trading_database()
    with connection, connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO market.{table} (at, price) VALUES (now(), %s)",
            (price,),
        )


def main():
    symbol = sys.argv[1]
    while True:
        store_price(symbol, price=0.0)
        time.sleep(1)


if __name__ == "__main__":
    main()
