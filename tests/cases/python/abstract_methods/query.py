import asyncpg
import psycopg


class Connector:
    """What every driver can do."""

    def run(self, query, **values):
        raise NotImplementedError


class AsyncConnector(Connector):
    async def run_async(self, query, **values):
        """Runs it."""
        raise NotImplementedError


class FirstConnector(AsyncConnector):
    def __init__(self, connection: psycopg.AsyncConnection):
        self.connection = connection

    async def run_async(self, query, **values):
        await self.connection.execute(query, values)


class SecondConnector(Connector):
    def __init__(self, address):
        self.cursor = psycopg.connect(address).cursor()

    def run(self, query, **values):
        self.cursor.execute(query, values)


class Manager:
    def __init__(self, connector: AsyncConnector, other: Connector):
        self.connector = connector
        self.other = other

    async def add(self, account):
        await self.connector.run_async(
            query="INSERT INTO orders (acount) VALUES (%(account)s)",  # expect: undefined-column
            account=account)

    def count(self):
        self.other.run(query="SELECT count(*) FROM orderz")  # expect: undefined-table


class MissingConnector(AsyncConnector):
    """Until the program is set up."""

    async def run_async(self, *arguments, **values):
        raise RuntimeError("no connection yet")


manager = Manager(MissingConnector(), SecondConnector("dbname=shop"))
