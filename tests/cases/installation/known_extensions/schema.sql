CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION "uuid-ossp";
CREATE SCHEMA extensions;
CREATE EXTENSION pg_stat_statements WITH SCHEMA extensions;
CREATE EXTENSION citext;
CREATE TABLE member (id uuid DEFAULT uuid_generate_v4(), name citext);
CREATE INDEX member_name ON member USING gin (name gin_trgm_ops);
INSERT INTO member (name) VALUES ('a');
