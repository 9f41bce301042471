import unittest

import psycopg2
import pytest

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()


def test_absent():
    with pytest.raises(psycopg2.Error):
        cursor.execute("SELECT absent FROM orders")


class OrdersTest(unittest.TestCase):
    def test_tables(self):
        for table in ("orders", "accounts"):
            with self.assertRaises(Exception):
                cursor.execute("SELECT {}::regclass", (table,))
        cursor.execute("SELECT id FROM orders")
