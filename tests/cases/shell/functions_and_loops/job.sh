#!/bin/bash
run() {
  psql -d shop -c "$1"
}
count_rows() {
  local table="$1"
  run "SELECT count(*) FROM $table"
}
count_rows orders
count_rows ordres # expect: undefined-table
for table in accounts app.customers; do # expect: undefined-table
  psql shop -c "SELECT count(*) FROM $table"
done
run "SELECT nope FROM orders" # expect: undefined-column
