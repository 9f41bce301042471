import asyncpg


async def unpaid():
    conn = await asyncpg.connect("postgresql:///shop")
    await conn.fetch("SELECT id FROM invoice WHERE paid IS NULL")
    await conn.execute("INSERT INTO invoice (id) VALUES (1)")
    await conn.fetch("SELECT id FROM invoice WHERE due IS NULL")  # expect: undefined-column
