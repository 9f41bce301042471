psql -f /dev/stdin <<SQL
SELECT nope FROM orders;  -- expect: undefined-column
SQL
cat names | xargs psql -c "SELECT none FROM orders"  # expect: undefined-column
cat names | xargs -I{} psql -c "SELECT {} FROM orders"
read -r -d '' QUERY <<SQL
SELECT never FROM orders;  -- expect: undefined-column
SQL
psql -c "$QUERY"
