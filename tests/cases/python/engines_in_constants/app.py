import os

import psycopg2

POSTGRES = "POSTGRES"
COCKROACH = "COCKROACH"
SQLITE = "SQLITE"
KIND = SQLITE if os.getenv("SHOP_IN_A_FILE") else POSTGRES


class Database:
    def __init__(self):
        self.type = KIND
        self.cursor = psycopg2.connect("dbname=shop").cursor()

    @property
    def now(self):
        if self.type in {POSTGRES, COCKROACH}:
            return "now()"
        elif self.type == SQLITE:
            return "strftime('%s', 'now')"
        return "<nothing>"

    def placed(self):
        self.cursor.execute(f"SELECT id FROM orders WHERE placed_at < {self.now}")
        self.cursor.execute(f"SELECT id FROM orders WHERE placd < {self.now}")  # expect: undefined-column
