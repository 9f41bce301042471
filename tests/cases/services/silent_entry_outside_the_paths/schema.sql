CREATE TABLE totals (size int);
