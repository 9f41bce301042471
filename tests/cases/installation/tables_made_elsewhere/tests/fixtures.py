def pages(db):
    db.run("""
        CREATE TABLE IF NOT EXISTS pages (page int)
    """)
