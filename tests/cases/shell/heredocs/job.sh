#!/bin/bash
TABLE=orders
psql shop <<SQL
SELECT id FROM ${TABLE}; -- a comment
SELECT nope -- expect: undefined-column
FROM ${TABLE}
WHERE account = '$1';
SQL
psql shop <<'SQL'
SELECT id, '$TABLE' FROM ordres; -- expect: undefined-table
SQL
cat <<-SQL | psql shop
	SELECT size, nope FROM orders; -- expect: undefined-column
SQL
