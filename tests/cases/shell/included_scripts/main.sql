SELECT id FROM orders;
\i parts/one.sql
\include parts/nothere.sql
