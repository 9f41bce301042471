import os
from importlib import resources
from pathlib import Path

import psycopg2

HERE = Path(__file__).parent
connection = psycopg2.connect("dbname=shop")
cursor = connection.cursor()

cursor.execute((HERE / "sql" / "cleanup.sql").read_text())
cursor.execute(
    open(os.path.join(os.path.dirname(__file__), "sql/report.sql")).read())
with open(HERE.joinpath("sql", "totals.sql"), encoding="utf-8") as file:
    cursor.execute(file.read() + " LIMIT 1")


def run(name):
    with open(os.path.join("sql", name + ".sql")) as script:
        for statement in script.read().split(";"):
            cursor.execute(statement)


run("steps")
cursor.execute(resources.files("sql").joinpath("packaged.sql").read_text())
# Outside of the program: nothing is read.
cursor.execute(open("/etc/passwd").read())
cursor.execute((HERE.parent.parent / "outside.sql").read_text())
