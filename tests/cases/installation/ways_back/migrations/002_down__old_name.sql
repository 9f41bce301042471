ALTER TABLE account RENAME COLUMN name TO nick;
