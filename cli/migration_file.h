// MigrationFile: programs that are steps of an installation. They run on the
// schema of their time, not on the one that the whole installation makes.
#pragma once

#include "analyzer/strings/string_program.h"

namespace pgpact {

// By the marks of the tools that run them: a folder of numbered or named steps
// and the entry that the tool calls (Alembic's upgrade(), Django's Migration,
// run_upgrade() of home-made ones); of scripts by their number in such a
// folder.
[[nodiscard]] bool IsMigrationFile(const Module& module);

}  // namespace pgpact
