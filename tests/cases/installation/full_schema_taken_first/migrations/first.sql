CREATE TABLE account (id int PRIMARY KEY, nick text);
CREATE TABLE invoice (id int, account int REFERENCES account (id));
