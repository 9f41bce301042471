ALTER TABLE orders RENAME COLUMN size TO amount;
