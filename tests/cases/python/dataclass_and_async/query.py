from dataclasses import dataclass

import psycopg


@dataclass
class Names:
    table: str = "orders"
    column: str = "nope"  # expect: undefined-column


async def read(names: Names = Names()):
    async with await psycopg.AsyncConnection.connect("dbname=shop") as connection:
        async with connection.cursor() as cursor:
            await cursor.execute(f"SELECT {names.column} FROM {names.table}")
