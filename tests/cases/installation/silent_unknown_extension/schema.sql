CREATE EXTENSION pg_that_nobody_knows;
CREATE TABLE member (id int);
INSERT INTO member VALUES (1);
