CREATE SCHEMA app;
CREATE SCHEMA app;
CREATE SCHEMA IF NOT EXISTS app;
CREATE SCHEMA pg_mine;
CREATE TABLE nope.t (a int);
CREATE TABLE app.account (
  id bigserial PRIMARY KEY,
  name varchar(40) NOT NULL UNIQUE,
  email text DEFAULT 'none' CHECK (email LIKE '%@%'),
  active boolean DEFAULT true,
  score numeric(10,2) DEFAULT 0.0,
  level int DEFAULT -1,
  big bigint DEFAULT 0,
  tags text[] DEFAULT '{}',
  doc jsonb DEFAULT '{}',
  code char(1) DEFAULT 'Y',
  ratio double precision DEFAULT 1.5,
  at timestamptz DEFAULT now(),
  at2 timestamp DEFAULT CURRENT_TIMESTAMP,
  at3 timestamp without time zone DEFAULT (now() AT TIME ZONE 'utc'),
  day date DEFAULT CURRENT_DATE,
  span interval DEFAULT '1 day',
  uid uuid DEFAULT gen_random_uuid(),
  nothing text DEFAULT NULL,
  CONSTRAINT positive CHECK (score >= 0),
  CHECK (level < 10),
  CHECK (score > level)
);
CREATE TABLE app.account (id int);
CREATE TABLE IF NOT EXISTS app.account (id int, other text);
CREATE TABLE app.item (
  id int GENERATED ALWAYS AS IDENTITY,
  account_id bigint REFERENCES app.account ON DELETE CASCADE,
  account_name varchar REFERENCES app.account(name),
  price numeric,
  total numeric GENERATED ALWAYS AS (price * 2) STORED,
  PRIMARY KEY (id, account_id),
  UNIQUE (account_id, price),
  FOREIGN KEY (account_id) REFERENCES app.account (id)
);
CREATE TABLE bad1 (a int REFERENCES app.nope(id));
CREATE TABLE bad2 (a int REFERENCES app.account(nope));
CREATE TABLE bad3 (a int REFERENCES app.account(level));
CREATE TABLE bad4 (a uuid REFERENCES app.account(id));
CREATE TABLE bad5 (a int, a text);
CREATE TABLE bad6 (a int PRIMARY KEY, b int PRIMARY KEY);
CREATE TABLE bad7 (a int, PRIMARY KEY (b));
CREATE TABLE bad8 (a nope);
CREATE TABLE bad9 (a int DEFAULT nope());
CREATE TABLE bad10 (a int, CHECK (b > 0));
CREATE TABLE bad11 (a int DEFAULT b);
CREATE TABLE bad12 (a int, b int, FOREIGN KEY (a, b) REFERENCES app.account(id));
CREATE TABLE bad13 (ctid int);
CREATE TABLE bad14 (a int NOT NULL NULL);
CREATE TABLE bad15 (a int DEFAULT 1 DEFAULT 2);
CREATE TABLE bad16 (a nope.t);
CREATE TABLE bad17 (a int, UNIQUE (a, a));
CREATE TABLE no_key (a int);
CREATE TABLE bad18 (a int REFERENCES no_key);
CREATE TABLE self (id serial PRIMARY KEY, parent int REFERENCES self(id));
CREATE TABLE copy (LIKE app.account INCLUDING ALL);
CREATE TABLE copy2 (LIKE app.account, extra int);
CREATE TABLE base (a int NOT NULL, b text DEFAULT 'x', CHECK (a > 0));
CREATE TABLE derived (c int, b text) INHERITS (base);
CREATE TABLE bad19 (a text) INHERITS (base);
CREATE TABLE parts (id int, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE INDEX ON parts (at);
CREATE TABLE parts_2024 PARTITION OF parts FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE parts_2025 (id int NOT NULL, at date NOT NULL);
ALTER TABLE parts ATTACH PARTITION parts_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE bad20 PARTITION OF base FOR VALUES IN (1);
CREATE TABLE a_very_long_table_name_that_goes_on_and_on_for_a_while (
  a_very_long_column_name_that_goes_on_too serial, CHECK (a_very_long_column_name_that_goes_on_too > 0));
CREATE TABLE "Mixed Case" ("Id" serial PRIMARY KEY, "select" int UNIQUE);
CREATE TEMP TABLE scratch (a int);
CREATE TABLE made AS SELECT id, name, 1 AS one FROM app.account;
SELECT id INTO made2 FROM app.account;
CREATE TABLE bad21 AS SELECT nope FROM app.account;
CREATE UNLOGGED TABLE fast (a smallserial, b serial2, c serial4);
CREATE TABLE expr_default (
  a text DEFAULT 'a' || 'b', b int DEFAULT 1 + 2, c text DEFAULT upper('x'),
  d bigint DEFAULT 5000000000, e smallint DEFAULT '3', f bool DEFAULT 'f',
  g text DEFAULT ('x'), h int[] DEFAULT ARRAY[1, 2], i text DEFAULT now()::text,
  j text[] DEFAULT ARRAY[]::text[], k varchar(10) DEFAULT 'x'::varchar,
  l real DEFAULT 1, m numeric DEFAULT 10, n timestamptz DEFAULT '2020-01-01 00:00:00+00',
  o bigint DEFAULT extract(epoch from now()), p int DEFAULT '12', q date DEFAULT now(),
  r text DEFAULT md5(random()::text), s text DEFAULT current_user,
  t timestamp DEFAULT timezone('utc', now()), u text DEFAULT NULL::varchar);
CREATE TABLE seq_user (a int DEFAULT nextval('app.account_id_seq'), b int DEFAULT nextval('self_id_seq'::regclass));
CREATE TABLE bad22 (a int DEFAULT nextval('nope_seq'));
CREATE TABLE made_of (a varchar, b varchar(5), n numeric, i int, t text,
  c text GENERATED ALWAYS AS (a || ' ' || t) STORED,
  d numeric GENERATED ALWAYS AS (n * 2) STORED,
  e bigint GENERATED ALWAYS AS (i + 5000000000) STORED,
  f boolean GENERATED ALWAYS AS (i > 1 AND a = 'x') STORED);
DROP SEQUENCE app.account_id_seq;
DROP TABLE app.account;
DROP TABLE app.nope;
DROP TABLE nope.nope;
DROP TABLE IF EXISTS nope.nope;
DROP VIEW app.account;
DROP TABLE base;
DROP TABLE base CASCADE;
DROP TABLE parts;
DROP TABLE app.account CASCADE;
DROP SCHEMA app;
DROP SCHEMA app CASCADE;
DROP SCHEMA app;
CREATE RECURSIVE VIEW numbers (n) AS
  VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < 5;
CREATE OR REPLACE RECURSIVE VIEW numbers (n) AS
  VALUES (1) UNION ALL SELECT n + 1 FROM numbers WHERE n < nope;
CREATE VIEW with_system AS SELECT ctid, id FROM self;
