\echo Use "ALTER EXTENSION ledger UPDATE TO '1.1'" to load this file. \quit
ALTER TABLE @extschema@.account RENAME COLUMN nick TO name;
