ALTER TABLE "user" DROP COLUMN old_name;
CREATE TABLE review (id int);
