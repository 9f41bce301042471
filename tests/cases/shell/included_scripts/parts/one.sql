SELECT nope FROM orders;  -- expect: undefined-column
\ir two.sql
