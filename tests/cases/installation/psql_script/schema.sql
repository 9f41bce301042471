\set schema app
\set ON_ERROR_STOP off
CREATE SCHEMA :schema;
SET search_path TO :"schema", public;
\ir tables.sql
\if yes
CREATE TABLE chosen (id int);
\else
CREATE TABLE not_chosen (id int);
\endif
COPY orders (id, name) FROM STDIN;
1	DROP TABLE orders;
2	it's
\.
CREATE FUNCTION total() RETURNS int LANGUAGE sql AS $body$
  SELECT count(*)::int; -- a ; in a body
$body$;
