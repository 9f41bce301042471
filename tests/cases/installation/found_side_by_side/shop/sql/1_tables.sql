CREATE TABLE settings (name text, value text);
CREATE TABLE invoice (id int);
INSERT INTO settings VALUES ('title', 'Shop');
