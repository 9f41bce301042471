"""psycopg2 composes no plain text: a validator that is not followed made a
name of it, which is then written in quotes where it has to be."""
import psycopg2
from psycopg2.sql import SQL, Identifier
from pydantic import BaseModel, validator


class Dump(BaseModel):
    table: Identifier

    @validator("table", pre=True)
    def as_identifier(cls, given):
        return Identifier(*given.split("."))

    def write(self, cursor):
        cursor.execute(SQL("SELECT id FROM {table}").format(table=self.table))


Dump(table="user").write(psycopg2.connect("dbname=shop").cursor())
