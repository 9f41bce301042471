-- As pg_dump writes it: functions before the tables that they name.
SET check_function_bodies = false;
CREATE FUNCTION sales() RETURNS bigint LANGUAGE sql AS $$ SELECT count(*) FROM sale $$;
ALTER FUNCTION sales() STABLE;
CREATE TABLE sale (id int);
INSERT INTO sale VALUES (1);
