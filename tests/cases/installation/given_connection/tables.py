from toolkit.database import Connection


async def create_accounts(conn: Connection) -> None:
    await conn.execute("CREATE TABLE accounts (id int, name text)")
