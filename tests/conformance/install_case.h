// InstallCase: a case's installation on the private server.
#pragma once

#include <string>

#include "tests/support/case_folder.h"
#include "tests/support/postgres_server.h"

namespace pgpact {

// Two cases of the same key have the same installation.
std::string InstallationKey(const CaseFolder& given);

// Whether its installation makes databases of its own: which statement goes to
// which of them the server cannot be asked.
bool MakesDatabases(const CaseFolder& given);

// Makes a database of that name with what the case installs: scripts of plain
// SQL are run by the real psql, of every other source the resulting DDL that
// `pgpact schema` prints. Why it could not be done; empty when it was.
std::string InstallCase(const CaseFolder& given, PostgresServer* server,
                        const std::string& name);

}  // namespace pgpact
