import psycopg2

connection = psycopg2.connect("")


def run(query):
    connection.cursor().execute(query)


async def run_async(query):
    connection.cursor().execute(query)


class Runner:
    def __call__(self, query):
        connection.cursor().execute(query)
