CREATE TABLE account (id int, nick text);
