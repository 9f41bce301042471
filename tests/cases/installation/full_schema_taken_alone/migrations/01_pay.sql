ALTER TABLE invoice ADD COLUMN paid boolean;
