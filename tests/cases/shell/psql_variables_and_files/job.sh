#!/bin/bash
psql -d shop -v wanted=orders -f report.sql
psql -d shop < cleanup.sql
