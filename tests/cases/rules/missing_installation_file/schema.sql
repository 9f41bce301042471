CREATE TABLE orders (id int);
\i views.sql -- expect: missing-installation-file
INSERT INTO orders VALUES (1);
