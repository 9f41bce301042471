// Every reporter by a function that gives it; reporters.cpp puts them in
// order.
#pragma once

#include "reports/reporter.h"

namespace pgpact {

const Reporter& CheckText();
const Reporter& CheckJson();
const Reporter& ExtractJsonLines();
const Reporter& ObjectsMarkdown();
const Reporter& ObjectsJson();
const Reporter& SchemaText();
const Reporter& SchemaJson();
const Reporter& SchemaSql();

}  // namespace pgpact
