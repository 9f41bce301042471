DROP TABLE review;
DROP TABLE "user";
