ALTER TABLE account RENAME COLUMN nick TO name;
ALTER TABLE invoice ADD COLUMN paid boolean;
