#!/bin/sh
psql -d shop -f schema.sql
psql -d shop -f "$1"
test -e "local.sql" && psql -d shop < local.sql
