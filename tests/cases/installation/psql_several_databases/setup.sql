CREATE DATABASE shop;
CREATE DATABASE stock;
\connect shop
CREATE TABLE settings (name text, value text);
CREATE INDEX by_name ON settings (name);
INSERT INTO settings VALUES ('title', 'Shop');
\connect stock postgres
CREATE TABLE settings (name text, unit text);
CREATE INDEX by_name ON settings (name);
CREATE TABLE IF NOT EXISTS goods (id int);
INSERT INTO goods VALUES (1);
\c - postgres
CREATE TABLE goods (id int);  -- expect: installation-error
