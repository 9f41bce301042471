#!/bin/bash
ROOT="$(cd "$(dirname "$0")" && pwd)"
cat > "$ROOT/supervisord.conf" <<EOF
[program:reader]
command=$ROOT/venv/bin/python $ROOT/app/reader.py
directory=$ROOT
EOF
