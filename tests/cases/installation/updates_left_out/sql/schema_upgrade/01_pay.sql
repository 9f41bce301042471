ALTER TABLE invoice ADD COLUMN paid boolean;
CREATE TABLE invoice (id int);
