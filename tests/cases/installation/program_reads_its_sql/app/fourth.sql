CREATE TABLE fourth (id int);
