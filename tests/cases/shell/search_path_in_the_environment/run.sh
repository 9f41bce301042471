#!/bin/sh
export PGOPTIONS="-c search_path=app"
psql -d x -c "SELECT id FROM t"
psql -d x <<SQL
SET search_path TO public;
SELECT id FROM p;
SELECT id FROM t; -- expect: undefined-table
SQL
