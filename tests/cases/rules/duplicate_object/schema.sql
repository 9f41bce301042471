CREATE TABLE orders (id int);
CREATE TABLE IF NOT EXISTS orders (id int, size int); -- expect: duplicate-object
INSERT INTO orders VALUES (1);
