// The list of reporters.
#include <array>

#include "reports/reporter.h"
#include "reports/reporter_list.h"

namespace pgpact {

std::span<const Reporter* const> AllReporters() {
  static const std::array<const Reporter*, 8> reporters = {
      &CheckText(),   &CheckJson(),  &ExtractJsonLines(), &ObjectsMarkdown(),
      &ObjectsJson(), &SchemaText(), &SchemaJson(),       &SchemaSql()};
  return reporters;
}

const Reporter* FindReporter(std::string_view command,
                             std::string_view format) {
  for (const Reporter* reporter : AllReporters()) {
    if (reporter->command() == command && reporter->format() == format) {
      return reporter;
    }
  }
  return nullptr;
}

}  // namespace pgpact
