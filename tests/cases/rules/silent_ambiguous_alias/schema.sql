CREATE TABLE orders (id int);
CREATE SCHEMA app;
CREATE TABLE app.orders (id int);
INSERT INTO orders VALUES (1);
INSERT INTO app.orders VALUES (1);
