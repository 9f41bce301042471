-- complain if the script is sourced in psql, rather than via CREATE EXTENSION
\echo Use "CREATE EXTENSION ledger" to load this file. \quit

CREATE TABLE account (id int PRIMARY KEY, nick text);

CREATE FUNCTION @extschema@.nick_of(wanted int) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT name FROM @extschema@.account WHERE id = wanted);
END $$;
