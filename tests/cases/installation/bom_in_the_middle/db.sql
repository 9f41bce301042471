CREATE TABLE a (x int);
﻿CREATE TABLE b (x int);  -- expect: installation-error
CREATE TABLE c (x int);
