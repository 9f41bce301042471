import os
import subprocess


def install(database):
    subprocess.run(["psql", "-d", database, "-v", "ON_ERROR_STOP=1",
                    "-f", "first.sql"], check=True)
    subprocess.check_call(("psql", "-c", "CREATE TABLE second (id int)"))
    os.system(f"psql {database} -c 'CREATE TABLE third (id int)'")
    subprocess.run(["psql", "-f", "nothere.sql"])  # expect: missing-installation-file
