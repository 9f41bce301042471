import os
from pathlib import Path

import psycopg2

HERE = os.path.dirname(os.path.abspath(__file__))


def install():
    connection = psycopg2.connect("")
    cur = connection.cursor()
    cur.execute(open("app/first.sql").read())
    cur.execute((Path(__file__).parent / "second.sql").read_text())
    cur.execute(open(os.path.join(os.path.dirname(__file__),
                                  "third.sql")).read())
    with open(HERE + "/fourth.sql") as script:
        cur.execute(script.read())
    with open(f"{HERE}/fifth.sql") as script:
        for statement in script.read().split(";"):
            cur.execute(statement)
    connection.commit()
