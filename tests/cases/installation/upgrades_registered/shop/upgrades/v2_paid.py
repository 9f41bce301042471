from asyncpg import Connection

from . import upgrade_table


@upgrade_table.register(description="When it was paid")
async def upgrade_v2(conn: Connection) -> None:
    await conn.execute("ALTER TABLE invoice ADD COLUMN paid date")
