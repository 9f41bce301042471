#!/bin/sh
psql -d shop -f schema.sql
psql -d shop -f "$1"
