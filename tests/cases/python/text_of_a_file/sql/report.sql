SELECT id, total -- expect: undefined-column
FROM orders
WHERE account = %s
