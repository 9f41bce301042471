#!/usr/bin/env python3
"""Writes what every PostgreSQL database has: postgresql-<major>.txt.

    analyzer/catalog/builtin/write_builtin.py [psql options] > \\
        analyzer/catalog/builtin/postgresql-15.txt

Asks a running server through psql (options such as -h, -p, -U, -d are handed
on to it). The database should be a fresh one. Rerunning it on the same minor
version gives the same bytes. The file holds facts only: names and types from
pg_catalog and information_schema.

Layout: a section a kind, headed by "@kind count"; a line an object, fields
between tabs. Objects are sorted bytewise by schema and name (then by
arguments), so that a reader can search the bytes without an index. A type is
named alone when it stands in pg_catalog, else as schema.name; "-" is none.

    @version    server_version
    @schemas    name
    @types      schema name typtype category preferred element array base
                typmod notnull relation
    @relations  schema name relkind column...
                column: name:type[:typmod][:!] ("!" is NOT NULL)
    @routines   schema name prokind retset returns volatility defaults arg...
                arg: mode:type[:name], mode i o b v t as in proargmodes
    @operators  schema name left right result function
    @casts      source target context method
    @named      kind schema name [detail] (languages, collations, access
                methods, conversions, text search objects; operator classes
                and families with their access method)
"""

import subprocess
import sys

SCHEMAS = "('pg_catalog', 'information_schema')"
# A type's name as the file spells it, from an oid expression.
TYPE_NAME = """(SELECT CASE WHEN tn.nspname = 'pg_catalog' THEN tt.typname
  ELSE tn.nspname || '.' || tt.typname END FROM pg_type tt
  JOIN pg_namespace tn ON tn.oid = tt.typnamespace WHERE tt.oid = {0})"""


def type_name(oid):
    return "coalesce(" + TYPE_NAME.format(oid) + ", '-')"


QUERIES = {
    "schemas": f"""
SELECT nspname FROM pg_namespace WHERE nspname IN {SCHEMAS}
  OR nspname = 'pg_toast' ORDER BY 1
""",
    "types": f"""
SELECT n.nspname, t.typname,
  -- A true array has subscripts; the likes of point have elements only.
  CASE WHEN t.typelem <> 0 AND t.typcategory = 'A'
       AND t.typsubscript = 'array_subscript_handler'::regproc
       THEN 'a' ELSE t.typtype END,
  t.typcategory, CASE WHEN t.typispreferred THEN 'p' ELSE '-' END,
  CASE WHEN t.typtype = 'r'
    THEN {type_name('(SELECT rngsubtype FROM pg_range WHERE rngtypid = t.oid)')}
  WHEN t.typtype = 'm'
    THEN {type_name('(SELECT rngtypid FROM pg_range WHERE rngmultitypid = t.oid)')}
  ELSE {type_name('nullif(t.typelem, 0)')} END,
  {type_name('nullif(t.typarray, 0)')}, {type_name('nullif(t.typbasetype, 0)')},
  t.typtypmod, CASE WHEN t.typnotnull THEN '!' ELSE '-' END,
  coalesce((SELECT relname FROM pg_class c WHERE c.oid = t.typrelid), '-')
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE n.nspname IN {SCHEMAS}
ORDER BY n.nspname COLLATE "C", t.typname COLLATE "C"
""",
    "relations": f"""
SELECT n.nspname, c.relname, c.relkind,
  (SELECT string_agg(a.attname || ':' || {type_name('a.atttypid')}
     || CASE WHEN a.atttypmod >= 0 THEN ':' || a.atttypmod ELSE '' END
     || CASE WHEN a.attnotnull THEN ':!' ELSE '' END, E'\\t' ORDER BY a.attnum)
   FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
   AND NOT a.attisdropped)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname IN {SCHEMAS} AND c.relkind IN ('r', 'v')
ORDER BY n.nspname COLLATE "C", c.relname COLLATE "C"
""",
    "routines": f"""
SELECT n.nspname, p.proname, p.prokind, CASE WHEN p.proretset THEN 's' ELSE '-' END,
  {type_name('p.prorettype')}, p.provolatile, p.pronargdefaults,
  coalesce((SELECT string_agg(
     coalesce(p.proargmodes[i]::text,
       CASE WHEN p.provariadic <> 0 AND i = p.pronargs THEN 'v' ELSE 'i' END)
     || ':' || {type_name('coalesce(p.proallargtypes[i], p.proargtypes[i - 1])')}
     || CASE WHEN coalesce(p.proargnames[i], '') <> ''
        THEN ':' || p.proargnames[i] ELSE '' END, E'\\t' ORDER BY i)
   FROM generate_series(1, coalesce(array_length(p.proallargtypes, 1),
                                    p.pronargs)) i), '')
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE n.nspname IN {SCHEMAS}
ORDER BY n.nspname COLLATE "C", p.proname COLLATE "C",
  pg_get_function_identity_arguments(p.oid) COLLATE "C",
  {type_name('p.prorettype')} COLLATE "C"
""",
    "operators": f"""
SELECT n.nspname, o.oprname, {type_name('nullif(o.oprleft, 0)')} AS l,
  {type_name('o.oprright')} AS r, {type_name('nullif(o.oprresult, 0)')},
  p.proname
FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
JOIN pg_proc p ON p.oid = o.oprcode
WHERE n.nspname IN {SCHEMAS}
ORDER BY n.nspname COLLATE "C", o.oprname COLLATE "C", 3, 4
""",
    "casts": f"""
SELECT {type_name('c.castsource')} COLLATE "C",
  {type_name('c.casttarget')} COLLATE "C", c.castcontext, c.castmethod
FROM pg_cast c ORDER BY 1, 2
""",
    "named": f"""
SELECT * FROM (
SELECT 'language', '-', lanname, '' FROM pg_language
UNION ALL SELECT 'access method', '-', amname, '' FROM pg_am
UNION ALL SELECT DISTINCT 'collation', 'pg_catalog', collname, ''
  FROM pg_collation WHERE collname IN ('default', 'C', 'POSIX', 'ucs_basic')
  OR collname LIKE '%-x-icu'
UNION ALL SELECT 'conversion', 'pg_catalog', conname, '' FROM pg_conversion
UNION ALL SELECT 'operator class', 'pg_catalog', opcname, amname
  FROM pg_opclass JOIN pg_am a ON a.oid = opcmethod
UNION ALL SELECT 'operator family', 'pg_catalog', opfname, amname
  FROM pg_opfamily JOIN pg_am a ON a.oid = opfmethod
UNION ALL SELECT 'text search configuration', 'pg_catalog', cfgname, ''
  FROM pg_ts_config
UNION ALL SELECT 'text search dictionary', 'pg_catalog', dictname, ''
  FROM pg_ts_dict
UNION ALL SELECT 'text search parser', 'pg_catalog', prsname, ''
  FROM pg_ts_parser
UNION ALL SELECT 'text search template', 'pg_catalog', tmplname, ''
  FROM pg_ts_template
) x(k, s, n, d)
ORDER BY k COLLATE "C", s COLLATE "C", n COLLATE "C", d COLLATE "C"
""",
}


def ask(options, query):
    command = ["psql", "-X", "-A", "-t", "-q", "-F", "\t", "-v",
               "ON_ERROR_STOP=1", *options, "-c", query]
    done = subprocess.run(command, check=True, capture_output=True)
    lines = done.stdout.decode("utf-8").split("\n")
    return [line.rstrip("\t") for line in lines if line]


def main():
    options = sys.argv[1:]
    version = ask(options, "SHOW server_version")[0].split(" ")[0]
    print(f"@version 1\n{version}")
    for kind, query in QUERIES.items():
        lines = ask(options, query)
        print(f"@{kind} {len(lines)}")
        print("\n".join(lines))


if __name__ == "__main__":
    main()
