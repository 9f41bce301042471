BEGIN;
CREATE TABLE kept (id int);
SAVEPOINT s;
CREATE TABLE undone (id int);
ROLLBACK TO s;
INSERT INTO kept VALUES (1);
COMMIT;
BEGIN;
CREATE TABLE lost (id int);
CREATE TABLE kept (id int); -- expect: installation-error
CREATE TABLE also_lost (id int); -- expect: installation-error
CREATE TABLE lost_too (id int);
INSERT INTO lost_too VALUES (1);
COMMIT;
