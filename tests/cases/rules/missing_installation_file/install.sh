#!/bin/sh
psql -d shop -f schema.sql
psql -d shop -f seed.sql # expect: missing-installation-file
