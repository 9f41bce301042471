#!/bin/bash
set -e
createdb shop
python3 -c "from shop.database import create; create()"
psql shop -c "CREATE VIEW ids AS SELECT id FROM orders"
psql shop -c "CREATE VIEW sizes AS SELECT size FROM orders" # expect: installation-error
psql shop -c "CREATE VIEW never AS SELECT id FROM orders"
