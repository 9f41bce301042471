CREATE TYPE review_state AS ENUM ('draft', 'shown');
