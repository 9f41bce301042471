CREATE TABLE orders (id int);
CREATE TABLE IF NOT EXISTS orders (id int);
INSERT INTO orders VALUES (1);
