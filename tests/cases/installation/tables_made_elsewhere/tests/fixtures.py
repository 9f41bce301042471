def fixture(db):
    def pages():
        db.run("""
            CREATE TABLE IF NOT EXISTS pages (page int)
        """)

    return pages
