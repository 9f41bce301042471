-- name: by-account^
-- One account's orders.
SELECT id, sise -- expect: undefined-column
FROM orders
WHERE account = :account;

-- name: newest
SELECT id FROM orders ORDER BY placed_at DESC LIMIT :count;
