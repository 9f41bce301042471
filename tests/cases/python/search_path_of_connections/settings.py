import asyncpg


async def rows():
    pool = await asyncpg.create_pool(server_settings={"search_path": "app"})
    return await pool.fetch("SELECT id FROM t")
