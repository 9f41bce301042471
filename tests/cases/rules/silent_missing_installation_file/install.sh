#!/bin/sh
psql -d shop -f schema.sql
psql -d shop -f "$1"
if [ -f branch.sql ]; then
  psql -d shop -f branch.sql
fi
test -e "local.sql" && psql -d shop < local.sql
