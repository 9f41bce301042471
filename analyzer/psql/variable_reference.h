// VariableReference: `:name`, `:'name'`, `:"name"`, `:{?name}` in a script.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "analyzer/psql/marked_text_builder.h"
#include "analyzer/psql/psql_session.h"
#include "analyzer/text/location.h"

namespace pgpact {

enum class VariableForm {
  Plain,       // :name
  Literal,     // :'name'
  Identifier,  // :"name"
  IsSet,       // :{?name}
};

struct VariableReference {
  VariableForm form = VariableForm::Plain;
  std::string_view name;
  // The whole reference in the text.
  TextRange range;
};

// The reference that begins at the colon at `offset`, when one does. It says
// nothing of whether the variable is set.
// REQUIRES: text[offset] == ':'
std::optional<VariableReference> VariableReferenceAt(std::string_view text,
                                                     uint32_t offset);

// Appends what psql puts in the place of the reference; false, and nothing
// appended, when it leaves the reference as it stands (a variable that is not
// set). `source` is the text that the reference stands in. A Plain value is
// appended as it is.
bool AppendVariable(const VariableReference& reference,
                    const MarkedText& source, PsqlSession& session,
                    MarkedTextBuilder& out);

}  // namespace pgpact
