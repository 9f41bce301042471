CREATE VIEW unpaid AS SELECT id, account FROM invoice WHERE NOT paid;
