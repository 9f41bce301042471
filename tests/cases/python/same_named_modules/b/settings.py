TABLE = "ordres"  # expect: undefined-table
