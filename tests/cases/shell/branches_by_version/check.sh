#!/bin/sh
# What runs on PostgreSQL 15 is checked.
version=$(psql -tAc "SHOW server_version_num")
if [ "$version" -ge 100000 ]; then
  psql -c "SELECT pg_switch_wall()" # expect: undefined-function
else
  psql -c "SELECT pg_switch_xlog()"
fi

PG_MAJOR_VERSION=$(psql -tAc "SELECT current_setting('server_version_num')::int / 10000")
if [ "$PG_MAJOR_VERSION" -lt 10 ]; then
  psql -c "SELECT pg_current_xlog_location()"
fi
if [ "$1" -ge 100000 ]; then
  psql -c "SELECT nam FROM accounts" # expect: undefined-column
fi
