import psycopg2


def tenant(schema):
    cursor = psycopg2.connect("dbname=x").cursor()
    cursor.execute(f"SET search_path TO {schema}, public")
    cursor.execute("SELECT id FROM of_the_tenant")
    cursor.execute("SELECT other FROM p")


def later():
    cursor = psycopg2.connect("dbname=x").cursor()
    cursor.execute("SELECT id FROM of_the_tenant")
