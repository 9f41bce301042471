CREATE TABLE "user" (id int);
INSERT INTO "user" VALUES (1);
