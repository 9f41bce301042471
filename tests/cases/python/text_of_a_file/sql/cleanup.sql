-- Two statements.
DELETE FROM orders WHERE placed_at < now() - interval '1 year';
UPDATE orders SET nope = 1; -- expect: undefined-column
