CREATE SCHEMA app;
CREATE TABLE app.t (id int);
INSERT INTO app.t VALUES (1);
CREATE ROLE search_path_case;
ALTER ROLE search_path_case SET search_path = app;
