class Cache:
    def __init__(self):
        self.kinds = {}

    async def fill(self, connection):
        for row in await connection.fetch("SELECT id, account FROM orders"):
            self.kinds[row[1]] = row[0]


cache = Cache()
