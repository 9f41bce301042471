ALTER TABLE orders ADD COLUMN size int;
INSERT INTO orders VALUES (1, 2);
