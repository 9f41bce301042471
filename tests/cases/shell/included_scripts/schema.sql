CREATE TABLE orders (
    id serial PRIMARY KEY,
    account text NOT NULL,
    size numeric(10, 2),
    placed_at timestamptz DEFAULT now()
);
CREATE TABLE accounts (
    id serial PRIMARY KEY,
    account text,
    name text
);
CREATE SCHEMA app;
CREATE TABLE app.customer (
    customer_id int PRIMARY KEY,
    full_name text NOT NULL,
    email text
);
INSERT INTO orders (account) VALUES ('a');
INSERT INTO accounts (account) VALUES ('a');
INSERT INTO app.customer VALUES (1, 'a', 'b');
