-- What every topic's statements are bound against.
CREATE SCHEMA app;
CREATE SCHEMA "Odd Name";
CREATE TYPE app.mood AS ENUM ('sad', 'ok', 'happy');
CREATE TYPE app.pair AS (first integer, second text);
CREATE DOMAIN app.positive AS integer CHECK (value > 0);
CREATE TABLE customer (
  id serial PRIMARY KEY,
  name text NOT NULL,
  email varchar(100) UNIQUE,
  mood app.mood,
  score numeric(10,2) DEFAULT 0,
  tags text[],
  data jsonb,
  active boolean NOT NULL DEFAULT true,
  created timestamptz DEFAULT now()
);
CREATE TABLE orders (
  id integer PRIMARY KEY,
  customer_id integer REFERENCES customer (id),
  total numeric,
  status text,
  placed date,
  CONSTRAINT orders_total_positive CHECK (total >= 0),
  CONSTRAINT orders_status_key UNIQUE (status, placed)
);
CREATE TABLE item (
  order_id integer,
  product text,
  quantity integer,
  price double precision,
  "Mixed Case" integer,
  PRIMARY KEY (order_id, product)
);
CREATE TABLE app.customer (id bigint, nick text, size app.pair);
CREATE TABLE app.log (at timestamp, line text, level app.positive);
CREATE TABLE "Odd Name"."Table" ("Column" integer, lower integer);
CREATE TABLE node (id integer, parent integer, label text);
CREATE TABLE employee (id integer, name text, salary integer) ;
CREATE TABLE manager (level integer) INHERITS (employee);
CREATE VIEW active_customer AS SELECT id, name AS full_name, score FROM customer WHERE active;
CREATE MATERIALIZED VIEW order_totals AS SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id;
CREATE SEQUENCE app.counter;
CREATE FUNCTION app.add(a integer, b integer DEFAULT 1) RETURNS integer LANGUAGE sql AS 'SELECT a + b';
CREATE FUNCTION customers_of(level integer) RETURNS SETOF customer LANGUAGE sql AS 'SELECT * FROM customer';
CREATE FUNCTION pairs() RETURNS SETOF app.pair LANGUAGE sql AS 'SELECT 1, ''a''::text';
CREATE FUNCTION rows_of(n integer) RETURNS TABLE (number integer, word text) LANGUAGE sql AS 'SELECT 1, ''a''::text';
CREATE FUNCTION out_two(OUT x integer, OUT y text) LANGUAGE sql AS 'SELECT 1, ''a''::text';
CREATE FUNCTION out_one(OUT only_one integer) LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION any_record() RETURNS record LANGUAGE sql AS 'SELECT 1, 2';
CREATE FUNCTION many_records() RETURNS SETOF record LANGUAGE sql AS 'SELECT 1, 2';
CREATE FUNCTION spread(VARIADIC numbers integer[]) RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION full_label(c customer) RETURNS text LANGUAGE sql AS 'SELECT c.name';
CREATE FUNCTION first_of(anyarray) RETURNS anyelement LANGUAGE sql AS 'SELECT $1[1]';
CREATE PROCEDURE do_it(a integer) LANGUAGE sql AS 'SELECT 1';
CREATE AGGREGATE app.total(integer) (sfunc = int4pl, stype = integer, initcond = '0');
