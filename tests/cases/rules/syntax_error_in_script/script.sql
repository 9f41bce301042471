INSERT INTO orders (account) VALUES ('a');
INSERT INTO orders (account, size) VALUES ('a'); -- expect: syntax-error
SELECT id FROM orders UNION SELECT id, name FROM accounts; -- expect: syntax-error
