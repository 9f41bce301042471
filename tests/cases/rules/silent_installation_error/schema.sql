CREATE TABLE orders (id int);
CREATE TABLE IF NOT EXISTS orders (id int);
DROP TABLE IF EXISTS nothing;
GRANT SELECT ON orders TO somebody;
INSERT INTO orders VALUES (1);
