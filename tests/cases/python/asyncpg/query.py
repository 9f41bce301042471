import asyncpg


class Store:
    def __init__(self, pool: asyncpg.Pool):
        self.pool = pool

    async def read(self, account):
        row = await self.pool.fetchrow("SELECT nope FROM orders WHERE account = $1", account)  # expect: undefined-column
        async with self.pool.acquire() as connection:
            async with connection.transaction():
                await connection.execute("UPDATE orders SET size = $1 WHERE id = $2", 1, 2)
                await connection.fetchval("SELECT count(*) FROM ordres")  # expect: undefined-table
                await connection.copy_records_to_table(
                    "orders",
                    records=[],
                    columns=["id", "amount"],  # expect: undefined-column
                )
        return row


async def main():
    pool = await asyncpg.create_pool("postgres://localhost/shop")
    await Store(pool).read("a")
    connection = await asyncpg.connect()
    await connection.executemany("INSERT INTO accounts (name) VALUES ($1)", [("a",)])
