#!/usr/bin/env bash
# Installs the platform on a new machine.
set -e

DB_NAME="${DB_NAME:-trading}"

sudo -u postgres createdb "$DB_NAME"
python3 -c "from install.database import create_database; create_database()"
psql -d "$DB_NAME" -f install/seed.sql # expect: missing-installation-file
