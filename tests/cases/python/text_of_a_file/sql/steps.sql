DELETE FROM accounts;
DELETE FROM account; -- expect: undefined-table
SELECT 1
