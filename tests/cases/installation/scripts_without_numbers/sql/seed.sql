INSERT INTO review (id, author) SELECT 1, id FROM "user" WHERE false;
