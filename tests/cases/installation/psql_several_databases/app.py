import psycopg2

shop = psycopg2.connect("dbname=shop").cursor()
shop.execute("SELECT value FROM settings WHERE name = 'title'")
stock = psycopg2.connect("dbname=stock").cursor()
stock.execute("SELECT unit FROM settings, goods")
stock.execute("SELECT units FROM settings")  # expect: undefined-column
