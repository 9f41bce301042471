#!/bin/sh
psql -d shop -f schema.sql
psql -d shop -f seed.sql # expect: missing-installation-file
if [ -f branch.sql ]; then
  psql -d shop -f branch.sql  # expect: missing-installation-file
fi
