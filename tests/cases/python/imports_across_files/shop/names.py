ORDERS = "orders"
CUSTOMERS = "app.customers"  # expect: undefined-table
