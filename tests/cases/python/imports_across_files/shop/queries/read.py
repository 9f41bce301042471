from ..names import CUSTOMERS as C
from .. import ORDERS
from ..database import connect
import shop.names as names


def read():
    cursor = connect().cursor()
    cursor.execute(f"SELECT nope FROM {ORDERS}")  # expect: undefined-column
    cursor.execute("SELECT full_name FROM " + C)
    cursor.execute(f"SELECT id FROM {names.ORDERS}")
