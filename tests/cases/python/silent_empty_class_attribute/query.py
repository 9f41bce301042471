import psycopg2

connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()


class Model:
    # Each kind of model fills it.
    Sizes = {}

    def __init__(self, config=None):
        self.config = config


class SmallModel:
    @staticmethod
    def register(config):
        SmallModel.Sizes = config["SIZES"]


model = Model()


def read():
    cursor.execute(
        "SELECT id FROM orders JOIN (VALUES {}) AS s(name, size) "
        "ON orders.size = s.size".format(
            ", ".join(f"('{k}', {v})" for k, v in model.Sizes.items())))
