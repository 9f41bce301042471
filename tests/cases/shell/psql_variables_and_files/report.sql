\set name account
SELECT :"name" FROM :wanted WHERE account = :'name';
SELECT nope FROM :wanted; -- expect: undefined-column
