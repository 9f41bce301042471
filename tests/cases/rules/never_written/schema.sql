CREATE TABLE orders (id int);
CREATE TABLE prices (price int);
CREATE TABLE odds (odds int);
