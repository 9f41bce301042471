CREATE TABLE customer (id int);
INSERT INTO customer VALUES (1);
