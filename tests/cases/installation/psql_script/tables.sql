CREATE TABLE orders (id int, name text);
