CREATE TABLE prices (price int);
