ALTER TABLE review ADD CONSTRAINT review_author FOREIGN KEY (author) REFERENCES "user" (id);
