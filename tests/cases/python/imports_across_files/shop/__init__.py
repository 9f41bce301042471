from .names import ORDERS
