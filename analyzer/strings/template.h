// Template: every text that a value can have, as a small grammar with the
// place of each fixed byte. It is right when every text that the program
// really makes is accepted by it (template_match.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "analyzer/strings/string_program.h"
#include "analyzer/text/location.h"
#include "analyzer/text/text_map.h"

namespace pgpact {

struct TemplateId {
  uint32_t index = 0;
  auto operator<=>(const TemplateId&) const = default;
};

struct FixedText {
  MappedText text;
};
// What is known of a text that is not known.
enum class HoleForm {
  Text,        // anything
  Number,      // digits, perhaps a sign and a fraction
  Identifier,  // a quoted identifier made by the driver (sql.Identifier)
  Quoted,      // a value made a literal by the driver (sql.Literal, mogrify)
};
struct Hole {
  UnknownReason reason = UnknownReason::UnsupportedSyntax;
  HoleForm form = HoleForm::Text;
  // The expression's last name ("symbol"), for messages and for the
  // directive `pgpact: hole symbol = a | b`; may be empty.
  std::string name;
  Location location;
};
struct Sequence {
  std::vector<TemplateId> parts;
};
// One of the options; an empty FixedText among them makes the rest optional.
struct Choose {
  std::vector<TemplateId> options;
};
// The body any number of times (at least `minimum`), with the separator
// between.
struct Repeat {
  TemplateId body;
  TemplateId separator;
  uint32_t minimum = 0;
};

struct TemplateNode {
  std::variant<FixedText, Hole, Sequence, Choose, Repeat> node;
};

// Nodes refer only to nodes before them; the root is the last.
struct Template {
  std::vector<TemplateNode> nodes;

  TemplateId root() const { return {static_cast<uint32_t>(nodes.size() - 1)}; }
  const TemplateNode& node(TemplateId id) const { return nodes[id.index]; }
  // The text when there is neither hole nor choice in it.
  const FixedText* AsFixed() const {
    return nodes.empty() ? nullptr : std::get_if<FixedText>(&nodes.back().node);
  }
};

}  // namespace pgpact
