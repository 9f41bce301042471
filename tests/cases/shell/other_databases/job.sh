#!/bin/sh
sqlite3 cache.db "SELECT nope FROM nothing"
mysql -u root shop -e "SELECT nope FROM nothing"
psql shop -c "SELECT id FROM orders"
