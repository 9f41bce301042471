CREATE TABLE orders (id int, account text);
INSERT INTO orders VALUES (1);
