if 1:
    lazily({"order_by": "shop.text:order_by"})
else:
    from shop.text import order_by
