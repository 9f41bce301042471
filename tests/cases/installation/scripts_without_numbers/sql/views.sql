CREATE VIEW shown AS SELECT r.id, u.name FROM review r JOIN "user" u ON u.id = r.author;
