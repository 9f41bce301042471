ALTER TABLE account RENAME COLUMN nick TO name;
