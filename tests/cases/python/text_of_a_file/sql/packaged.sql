SELECT missing FROM orders -- expect: undefined-column
