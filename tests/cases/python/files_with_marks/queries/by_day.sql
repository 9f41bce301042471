-- Read by a program that gives the parameters; psql could not send it.
select o.id, o.siez  -- expect: undefined-column
from orders o
where o.account = %(account)s and o.placed_at > %(since)s - %(lag)s::interval
  and o.account not like any(array['tmp%%', 'old%%']);
