import psycopg2
from settings import TABLE

psycopg2.connect("").cursor().execute(f"SELECT id FROM {TABLE}")
