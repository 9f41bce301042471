CREATE TABLE orders (id int);
CREATE TABLE prices_btc (price int);
CREATE TABLE log (line text);
CREATE VIEW both_tables AS SELECT price FROM prices_btc;
CREATE FUNCTION note(line text) RETURNS void LANGUAGE sql AS $$ INSERT INTO log VALUES ($1) $$;
INSERT INTO orders VALUES (1);
