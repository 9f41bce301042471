SELECT name FROM accounts WHERE id = ? AND account = ?;
-- expect-next: syntax-error
SELECT name FORM accounts WHERE id = ? AND account = ?;
