import asyncpg


async def m001_initial(conn: asyncpg.Connection):
    await conn.execute("CREATE TABLE invoice (id int PRIMARY KEY, nick text)")
    await conn.execute("SELECT nick FROM invoice")


async def m002_rename(conn: asyncpg.Connection):
    await conn.execute("ALTER TABLE invoice RENAME COLUMN nick TO title")


async def m010_paid(conn: asyncpg.Connection):
    await conn.execute(f"ALTER TABLE invoice ADD COLUMN paid timestamp DEFAULT {conn.now}")


async def m009_title(conn: asyncpg.Connection):
    await conn.execute("UPDATE invoice SET title = 'none'")
