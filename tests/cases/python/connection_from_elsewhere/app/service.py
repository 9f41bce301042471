class Service:
    def __init__(self, db):
        self.db = db

    def run(self):
        return self.db.query("SELECT nope FROM orders WHERE id = %s", (1,))  # expect: undefined-column


def handler(request, db):
    rows = db.execute("SELECT nope2 FROM orders")  # expect: undefined-column
    cur = request.app.db.cursor()
    cur.execute("SELECT nope3 FROM orders")  # expect: undefined-column
    return rows
