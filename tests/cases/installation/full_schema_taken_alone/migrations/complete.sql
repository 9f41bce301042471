CREATE TABLE account (id int PRIMARY KEY, name text);
CREATE TABLE invoice (id int, account int REFERENCES account (id), paid boolean);
