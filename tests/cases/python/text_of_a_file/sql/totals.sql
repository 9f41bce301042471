SELECT count(*) FROM orderz -- expect: undefined-table
WHERE size > 1
