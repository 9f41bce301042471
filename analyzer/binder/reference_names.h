// The words for what a reference is: the same in all outputs.
#pragma once

#include <string_view>

#include "analyzer/binder/reference.h"

namespace pgpact {

// "column"
std::string_view ReferenceKindName(ReferenceKind kind);
// "read"
std::string_view ReferenceAccessName(ReferenceAccess access);
// "run-time"
std::string_view ReferenceStatusName(ReferenceStatus status);

}  // namespace pgpact
