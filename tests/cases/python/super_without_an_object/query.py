import psycopg2


class Base:
    @classmethod
    def configure(cls):
        cls.table = "orders"
        cursor = psycopg2.connect("").cursor()
        cursor.execute("SELECT nope FROM " + cls.table)  # expect: undefined-column


class Store(Base):
    def configure_all():
        super().configure()


Store.configure_all()
