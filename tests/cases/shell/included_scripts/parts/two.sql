SELECT none FROM orders;  -- expect: undefined-column
