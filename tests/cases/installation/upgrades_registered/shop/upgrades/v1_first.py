from asyncpg import Connection

from . import upgrade_table


@upgrade_table.register(description="First tables")
async def upgrade_v1(conn: Connection) -> None:
    # Which way a run goes depends on the database: on an empty one there is
    # nothing to rename.
    if await conn.fetchval("SELECT count(*) FROM pg_tables") > 100:
        await rename_tables(conn)
    else:
        await create_tables(conn)


async def rename_tables(conn: Connection) -> None:
    await conn.execute("ALTER TABLE old_invoice RENAME TO invoice")
    await conn.execute("DROP TABLE old_version")


async def create_tables(conn: Connection) -> None:
    await conn.execute("""
        CREATE TABLE invoice (
            id int PRIMARY KEY
        )
    """)
