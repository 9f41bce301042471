CREATE TABLE fifth (id int);
