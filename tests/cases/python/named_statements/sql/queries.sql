-- File format:
    -- name --
    -- description
    -- statement

-- add_order --
-- Adds one.
INSERT INTO orders (account, size) VALUES (%(account)s, %(size)s)
RETURNING id

-- rename --
UPDATE accounts SET nickname = %(name)s -- expect: undefined-column
WHERE id = %(id)s

-- never_used --
SELECT nobody FROM nowhere
