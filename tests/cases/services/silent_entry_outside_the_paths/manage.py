from shop import orders

orders.fill()
