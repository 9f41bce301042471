-- migrate:up
ALTER TABLE account RENAME COLUMN nick TO name;
-- migrate:down
ALTER TABLE account RENAME COLUMN name TO nick;
