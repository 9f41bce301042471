BEGIN;
CREATE TABLE review (id int, author int, state review_state);
CREATE TABLE "user" (id int, name text);
COMMIT;
