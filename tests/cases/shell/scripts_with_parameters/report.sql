-- Run as psql -v upto=... -v schema=... -f report.sql by a job elsewhere.
SELECT id, placed_at FROM orders WHERE placed_at <= (:'upto'::date + '1 day'::interval);
SELECT id, amount FROM orders WHERE account = :account; -- expect: undefined-column
SELECT full_name FROM :"schema".customer;
SELECT (ARRAY[1, 2, 3])[1:2], account::varchar FROM accounts;
