// What Python's library does with texts and how its drivers are called, as
// data: one file a family of drivers.
#pragma once

#include <vector>

#include "analyzer/strings/library.h"
#include "analyzer/strings/sink.h"

namespace pgpact {

std::vector<LibraryEntry> PythonLibrary();

// Each adds its drivers to the catalog.
void AddPsycopgSinks(SinkCatalog& catalog);
void AddAsyncpgSinks(SinkCatalog& catalog);
void AddOtherPostgresSinks(SinkCatalog& catalog);
void AddSqlAlchemySinks(SinkCatalog& catalog);
void AddFrameworkSinks(SinkCatalog& catalog);
void AddOtherDialectSinks(SinkCatalog& catalog);
void AddFallbackSinks(SinkCatalog& catalog);

SinkCatalog PythonSinks();

}  // namespace pgpact
