CREATE TABLE settings (name text, value text);
INSERT INTO settings VALUES ('title', 'Shop');
