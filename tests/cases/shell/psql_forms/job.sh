#!/usr/bin/env bash
set -e
DB=shop
TABLE="orders"
psql -d "$DB" -c "SELECT nope FROM $TABLE" # expect: undefined-column
psql -d "$DB" -Atc 'SELECT id FROM ordres' # expect: undefined-table
sudo -u postgres psql shop -c "SELECT id FROM orders; SELECT nope FROM accounts" # expect: undefined-column
PGPASSWORD=secret psql -h localhost -U app shop --command="SELECT amount FROM orders" # expect: undefined-column
echo "SELECT nope FROM orders;" | psql shop # expect: undefined-column
psql shop <<< "SELECT id FROM ordres" # expect: undefined-table
psql -v account="a" shop -c "SELECT 1"
