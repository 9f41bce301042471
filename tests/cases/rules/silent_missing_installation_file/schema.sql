CREATE TABLE orders (id int);
\ir views.sql
INSERT INTO orders VALUES (1);
