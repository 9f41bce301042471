SELECT name FROM accounts WHERE id = %s AND account LIKE %s LIMIT %s
