-- What the bodies of routines name is looked up when they run: in the end.
CREATE TABLE t (id int primary key, name text);
CREATE TABLE u (id int, t_id int, when_made timestamptz);
CREATE FUNCTION f(a int, b text DEFAULT 'x') RETURNS SETOF t LANGUAGE plpgsql AS $$
DECLARE
  r record; r2 t%ROWTYPE; n t.name%TYPE; c CURSOR (k int) FOR SELECT id, name FROM t WHERE id = k;
  arr int[] := ARRAY[1,2];
  bad t.nope%TYPE;  -- expect: undefined-column
BEGIN
  FOR r IN SELECT id, name AS nm FROM t WHERE id = a LOOP
    RAISE NOTICE '% %', r.nm, r.gone;  -- expect: undefined-column
  END LOOP;
  SELECT * INTO STRICT r2 FROM t WHERE id = f.a;
  r2.name := upper(b);
  INSERT INTO u (id, t_id) VALUES (a, r2.id) RETURNING id INTO a;
  UPDATE u SET colx = 1 WHERE id = a;  -- expect: undefined-column
  PERFORM missing_fn(a);  -- expect: undefined-function
  IF NOT EXISTS (SELECT 1 FROM nope WHERE x = a) THEN  -- expect: undefined-table
    DELETE FROM t WHERE name = n AND id = r2.nofield;  -- expect: undefined-column
  ELSIF found THEN
    NULL;
  END IF;
  FOR x IN c(3) LOOP
    a := x.id + x.zip;  -- expect: undefined-column
  END LOOP;
  FOR i IN 1..10 LOOP a := a + i; END LOOP;
  EXECUTE 'SELECT nocol FROM t WHERE id = $1' INTO n USING a;  -- expect: undefined-column
  EXECUTE format('UPDATE %I SET name = %L', 't', b);
  RETURN QUERY SELECT * FROM t WHERE t.id = a AND undefd = 3;  -- expect: undefined-column
EXCEPTION WHEN unique_violation THEN
  RAISE EXCEPTION 'x %', SQLERRM USING ERRCODE = SQLSTATE;
END $$;
CREATE FUNCTION amb(id int) RETURNS int LANGUAGE plpgsql AS '
BEGIN
  RETURN (SELECT name FROM t WHERE id = 3 AND name = ''a'' AND zzz = 1);  -- expect: ambiguous-column, undefined-column
END';
CREATE FUNCTION sq(id int) RETURNS int LANGUAGE sql AS 'SELECT t.id FROM t WHERE id = $1';
CREATE FUNCTION trg() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.name := lower(NEW.name);
  IF TG_OP = 'INSERT' AND NEW.bogus IS NULL THEN INSERT INTO u SELECT NEW.id, NEW.*; END IF;  -- expect: undefined-column
  RETURN NEW;
END $$;
CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION trg();
-- Along a path that the body sets, anything may be found; not what is qualified.
CREATE FUNCTION elsewhere(jobs text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('SELECT set_config(%L, %L, %L)', 'search_path', jobs, 'false');
  PERFORM add_job('a');
  INSERT INTO job_log VALUES (1);
  UPDATE public.missing SET id = 1;  -- expect: undefined-table
END $$;
-- What it defines depends on what it finds.
CREATE FUNCTION upgrade() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM pg_constraint WHERE conname = 'old';
  IF found THEN
    ALTER TABLE t DROP CONSTRAINT old;
    DROP TABLE old_t;
  END IF;
END $$;
