\set name account
SELECT :"name" FROM :wanted WHERE id = :id AND account = :'name';
SELECT nope FROM :wanted; -- expect: undefined-column
