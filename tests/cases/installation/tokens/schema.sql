CREATE SCHEMA :SCHEMA;
CREATE TABLE :SCHEMA.orders (id $%AUTO%$, account text);
INSERT INTO app.orders (account) VALUES ('a');
