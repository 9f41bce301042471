// The text forms of programs and templates: golden tests compare them, and
// `pgpact check --print programs|templates` shows them.
#pragma once

#include <string>

#include "analyzer/strings/evaluate.h"
#include "analyzer/strings/string_program.h"
#include "analyzer/strings/template.h"

namespace pgpact {

std::string DumpModule(const Module& module);
// One line: 'text' for fixed text, {name: reason} for holes, (a|b) for
// choices, (a, ...)* for repeats.
std::string DumpTemplate(const Template& shown);

}  // namespace pgpact
