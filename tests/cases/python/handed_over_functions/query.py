"""Functions that are handed to others, under whatever name."""
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import psycopg2
from shop.db import Runner, run as r
from shop import db as store

conn = psycopg2.connect("")
cur = conn.cursor()
executor = ThreadPoolExecutor()
db = Runner()
register(lambda: cur.execute("SELECT n1 FROM orders"))  # expect: undefined-column
handlers = {"x": lambda: cur.execute("SELECT n2 FROM orders")}  # expect: undefined-column


class Job:
    run = lambda self: cur.execute("SELECT n3 FROM orders")  # expect: undefined-column


sorted(jobs, key=lambda job: cur.execute("SELECT n4 FROM orders"))  # expect: undefined-column
(lambda q: cur.execute(q))("SELECT n5 FROM orders")  # expect: undefined-column


def default(x=cur.execute("SELECT n6 FROM orders")):  # expect: undefined-column
    raise Failure(cur.execute("SELECT n7 FROM orders"))  # expect: undefined-column


threading.Thread(target=r, args=("SELECT n8 FROM orders",)).start()  # expect: undefined-column
threading.Thread(target=cur.execute, args=("SELECT n9 FROM orders",))  # expect: undefined-column
threading.Thread(target=r, kwargs={"query": "SELECT n10 FROM orders"})  # expect: undefined-column
getattr(cur, "execute")("SELECT n11 FROM orders")  # expect: undefined-column
executor.submit(r, "SELECT n12 FROM orders")  # expect: undefined-column
executor.submit(cur.execute, "SELECT n13 FROM orders")  # expect: undefined-column
asyncio.create_task(store.run_async("SELECT n14 FROM orders"))  # expect: undefined-column
db("SELECT n15 FROM orders")  # expect: undefined-column
r("SELECT n16 FROM orders")  # expect: undefined-column


def later():
    other = r
    other("SELECT n17 FROM orders")  # expect: undefined-column
    db("SELECT n18 FROM orders")  # expect: undefined-column
    register(lambda: r("SELECT n19 FROM orders"))  # expect: undefined-column
    getattr(cur, "execute")("SELECT n20 FROM orders")  # expect: undefined-column
