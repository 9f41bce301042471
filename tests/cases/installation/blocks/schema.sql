-- Blocks and routines that the installation runs: what they make is known.
DO $$
DECLARE
  prefix CONSTANT text := 'logs_';
BEGIN
  FOR year IN 2023..2024 LOOP
    EXECUTE format('CREATE TABLE IF NOT EXISTS %I (id int)', prefix || year);
  END LOOP;
END $$;

DO $$ BEGIN
  CREATE TYPE mood AS ENUM ('new');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;

DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM information_schema.columns
                 WHERE table_name = 'logs_2023' AND column_name = 'extra') THEN
    ALTER TABLE logs_2023 ADD COLUMN extra text;
  END IF;
  IF EXISTS (SELECT 1 FROM pg_type WHERE typname = 'no_such_type') THEN
    ALTER TABLE logs_2024 ADD COLUMN later int;
  END IF;
END $$;

DO $$
DECLARE
  who text := current_user;
BEGIN
  -- What is not known here makes nothing.
  EXECUTE 'GRANT SELECT ON logs_2023 TO ' || quote_ident(who);
  EXECUTE 'COMMENT ON TABLE logs_2023 IS ' || quote_literal(who);
END $$;

DO $$ BEGIN
  UPDATE logs_2023 SET extra = 'x', gone = 1;  -- expect: installation-error
END $$;

CREATE FUNCTION make(name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE 'CREATE TABLE ' || quote_ident(name) || ' (id int)';
END $$;
SELECT make('from_function');
