CREATE TABLE IF NOT EXISTS settings (name text, unit text);
CREATE TABLE goods (id int);
CREATE TABLE unit (name text);
INSERT INTO unit VALUES ('kg');
