DELETE FROM ordres; -- expect: undefined-table
