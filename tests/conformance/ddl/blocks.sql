-- DO blocks and routines that are called: what they make.
DO $$ BEGIN CREATE TABLE plain (a int); END $$;
DO 'BEGIN CREATE TABLE quoted (a text DEFAULT ''x''); END';
DO $$ BEGIN CREATE TABLE plain (a int); END $$;
DO $$ BEGIN CREATE TABLE lost (a int); CREATE TABLE plain (a int); END $$;
SELECT * FROM lost;
DO $$ BEGIN
  CREATE TYPE mood AS ENUM ('sad', 'ok');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
DO $$ BEGIN
  CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
EXCEPTION WHEN duplicate_object THEN NULL;
END $$;
DO $$ BEGIN
  CREATE TABLE half (a int);
  CREATE TABLE plain (a int);
EXCEPTION WHEN duplicate_table THEN
  CREATE TABLE handled (a int);
END $$;
SELECT * FROM half;
SELECT * FROM handled;
DO $$ BEGIN
  CREATE TABLE plain (a int);
EXCEPTION WHEN undefined_column THEN NULL;
END $$;
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN
    CREATE TYPE mood AS ENUM ('never');
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
                 WHERE t.typname = 'color' AND n.nspname = 'public') THEN
    CREATE TYPE color AS ENUM ('red');
  ELSE
    CREATE TABLE wrong (a int);
  END IF;
END $$;
SELECT * FROM wrong;
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM information_schema.columns
                 WHERE table_schema = 'public' AND table_name = 'plain' AND column_name = 'b') THEN
    ALTER TABLE plain ADD COLUMN b int;
  END IF;
  IF NOT EXISTS (SELECT FROM information_schema.columns
                 WHERE table_name = 'plain' AND column_name = 'b') THEN
    ALTER TABLE plain ADD COLUMN c int;
  END IF;
  IF EXISTS (SELECT 1 FROM information_schema.tables WHERE table_name = 'nothing') THEN
    ALTER TABLE nothing RENAME TO something;
  END IF;
  IF (SELECT count(*) FROM pg_constraint WHERE conname = 'plain_b_key' AND conrelid = 'plain'::regclass) = 0 THEN
    ALTER TABLE plain ADD CONSTRAINT plain_b_key UNIQUE (b);
  END IF;
  IF to_regclass('public.plain') IS NOT NULL AND to_regclass('nope') IS NULL THEN
    CREATE TABLE by_regclass (a int);
  END IF;
END $$;
SELECT b FROM plain;
SELECT c FROM plain;
SELECT a FROM by_regclass;
DO $$
DECLARE
  prefix text := 'made_';
  name text;
  names CONSTANT text[] := ARRAY['one', 'two'];
BEGIN
  FOREACH name IN ARRAY ARRAY['a', 'b'] LOOP
    EXECUTE 'CREATE TABLE ' || prefix || name || ' (id int)';
  END LOOP;
  FOREACH name IN ARRAY names LOOP
    EXECUTE format('CREATE TABLE %I (id int, note text DEFAULT %L)', prefix || name, 'it''s');
  END LOOP;
  FOR i IN 1..3 LOOP
    EXECUTE format('CREATE TABLE part_%s (id int)', i);
    CONTINUE WHEN i = 7;
  END LOOP;
  FOR i IN REVERSE 6..5 LOOP
    EXECUTE 'CREATE TABLE ' || quote_ident('Part ' || i) || ' (id int)';
  END LOOP;
END $$;
SELECT * FROM made_a, made_b, made_one, made_two, part_1, part_2, part_3, "Part 5", "Part 6";
SELECT * FROM part_4;
DO $$ BEGIN EXECUTE 'CREATE TABLE dynamic (a int); ALTER TABLE dynamic ADD b nope'; END $$;
DO $$ BEGIN EXECUTE 'GRANT SELECT ON plain TO public'; EXECUTE 'GRANT SELECT ON nope TO public'; END $$;
DO $$ DECLARE r record; BEGIN
  FOR r IN SELECT 1 AS x LOOP
    EXECUTE 'COMMENT ON TABLE plain IS ' || quote_literal(r.x);
  END LOOP;
  PERFORM missing_function();
END $$;
DO $$ BEGIN INSERT INTO plain (a, nope) VALUES (1, 2); END $$;
DO $$ DECLARE a int := 3; BEGIN UPDATE plain SET b = 1 WHERE a = 3; END $$;
DO $$ #variable_conflict use_column
DECLARE a int := 3; BEGIN UPDATE plain SET b = 1 WHERE a = 3; END $$;
DO $$ DECLARE v plain.a%TYPE; w plain%ROWTYPE; BEGIN v := w.b; UPDATE plain SET b = v WHERE plain.a = w.nope; END $$;
DO $$ DECLARE v nope; BEGIN NULL; END $$;
DO $$ DECLARE v nope%ROWTYPE; BEGIN NULL; END $$;
DO $$ BEGIN RETURN; CREATE TABLE after_return (a int); END $$;
SELECT * FROM after_return;
DO $$ <<outer>> BEGIN
  LOOP
    EXIT outer;
  END LOOP;
END $$;
CREATE FUNCTION make_tables() RETURNS void LANGUAGE plpgsql AS $f$
BEGIN
  CREATE TABLE made_by_function (a int);
  PERFORM make_one('called');
END $f$;
CREATE FUNCTION make_one(name text) RETURNS void LANGUAGE plpgsql AS $f$
BEGIN
  EXECUTE format('CREATE TABLE %I (a int)', name);
END $f$;
SELECT made_by_function.a FROM made_by_function;
SELECT make_tables();
SELECT a FROM made_by_function;
SELECT a FROM called;
SELECT make_tables();
CREATE PROCEDURE make_more(prefix text) LANGUAGE plpgsql AS $f$
BEGIN
  EXECUTE 'CREATE TABLE ' || prefix || '_more (a int)';
END $f$;
CALL make_more('some');
SELECT a FROM some_more;
CREATE FUNCTION bad_atomic() RETURNS int BEGIN ATOMIC SELECT nope FROM plain; END;
CREATE FUNCTION bad_return() RETURNS int RETURN (SELECT a FROM nope);
CREATE FUNCTION good_atomic(n int) RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM plain WHERE a = n; END;
CREATE FUNCTION good_return(n int) RETURNS int RETURN n + 1;
CREATE PROCEDURE atomic_insert(n int) BEGIN ATOMIC INSERT INTO plain (a) VALUES (n); INSERT INTO plain (a, zz) VALUES (1, n); END;
DO $$ BEGIN
  IF false THEN
    CREATE TABLE never_made (a int);
  END IF;
  SET LOCAL search_path TO pg_catalog;
END $$;
SELECT * FROM never_made;
DO $$ BEGIN RAISE EXCEPTION 'no'; END $$;
DO $$ BEGIN
  <<rounds>>
  FOR i IN 1..3 LOOP
    EXECUTE format('CREATE TABLE round_%s (a int)', i);
    EXIT rounds;
  END LOOP;
  CREATE TABLE after_rounds (a int);
END $$;
SELECT a FROM round_1, after_rounds;
SELECT a FROM round_2;
DO $$ BEGIN
  <<outside>>
  FOR i IN 1..2 LOOP
    <<inside>>
    FOR k IN 1..2 LOOP
      EXECUTE format('CREATE TABLE cell_%s_%s (a int)', i, k);
      CONTINUE inside WHEN false;
      CONTINUE outside;
    END LOOP;
    CREATE TABLE never_outside (a int);
  END LOOP;
  CREATE TABLE after_outside (a int);
END $$;
SELECT 1 FROM after_outside;
DO $$ BEGIN
  <<outside>>
  FOR i IN 1..2 LOOP
    FOR k IN 1..2 LOOP
      EXECUTE format('CREATE TABLE place_%s_%s (a int)', i, k);
      CONTINUE outside;
    END LOOP;
    CREATE TABLE never_here (a int);
  END LOOP;
  CREATE TABLE behind_outside (a int);
END $$;
SELECT 1 FROM place_1_1, place_2_1, behind_outside;
SELECT a FROM place_1_2;
SELECT a FROM never_here;
