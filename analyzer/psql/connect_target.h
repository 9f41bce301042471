// ConnectDatabase: the database that a \connect argument or a psql
// connection string names.
#pragma once

#include "analyzer/strings/expand.h"

namespace pgpact {

// Of "mydb" the whole, of "dbname=mydb host=h" and "postgresql://h/mydb?x=y"
// the name in it; empty for "-" and for a string that names none.
MarkedText ConnectDatabase(const MarkedText& argument);

}  // namespace pgpact
