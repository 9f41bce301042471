"""What is empty as far as the run is known, and names of another branch."""
import psycopg2
from shop import order_by
from shop.cache import cache
from shop.settings import settings

cur = psycopg2.connect("").cursor()


def submit(given):
    for kind, number in cache.kinds.items():
        if given[kind]:
            cur.execute("INSERT INTO orders (nope) VALUES (%s)",  # expect: undefined-column
                        (number,))


submit(input())
cur.execute("SELECT id FROM orders" + order_by("none"))  # expect: undefined-column
cur.execute(settings.get("shop", "first_query"))
