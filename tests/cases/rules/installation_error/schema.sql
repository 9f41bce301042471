CREATE TABLE orders (id int);
CREATE TABLE orders (id int, size int); -- expect: installation-error
CREATE VIEW sizes AS SELECT size FROM orders; -- expect: installation-error
CREATE TABLE accounts (id int);
CREATE TABLE accounts (id int, name text); -- expect: installation-error
INSERT INTO orders VALUES (1);
INSERT INTO accounts VALUES (1);
