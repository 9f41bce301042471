// DumpTemplate: a template as one line of text.
#include <string>
#include <string_view>

#include "analyzer/base/overloaded.h"
#include "analyzer/strings/dump.h"

namespace pgpact {

namespace {

constexpr uint32_t kMaximumDepth = 200;

std::string Quote(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) {
    switch (c) {
      case '\n':
        quoted += "\\n";
        break;
      case '\t':
        quoted += "\\t";
        break;
      case '\r':
        quoted += "\\r";
        break;
      case '\\':
      case '\'':
        quoted += '\\';
        quoted += c;
        break;
      default:
        quoted += c;
    }
  }
  return quoted + "'";
}

std::string_view FormName(HoleForm form) {
  switch (form) {
    case HoleForm::Text:
      return "";
    case HoleForm::Number:
      return " number";
    case HoleForm::Identifier:
      return " identifier";
    case HoleForm::Quoted:
      return " literal";
  }
  return "";
}

std::string DumpNode(const Template& shown, TemplateId id, uint32_t depth) {
  if (depth > kMaximumDepth) {
    return "…";
  }
  return std::visit(
      Overloaded{[](const FixedText& fixed) { return Quote(fixed.text.text); },
                 [](const Hole& hole) {
                   return "{" + hole.name + ": " +
                          std::string(ReasonName(hole.reason)) +
                          std::string(FormName(hole.form)) + "}";
                 },
                 [&](const Sequence& sequence) {
                   std::string parts;
                   for (const TemplateId part : sequence.parts) {
                     parts += parts.empty() ? "" : " ";
                     parts += DumpNode(shown, part, depth + 1);
                   }
                   return parts;
                 },
                 [&](const Choose& choose) {
                   std::string options = "(";
                   for (const TemplateId option : choose.options) {
                     options += options.size() == 1 ? "" : " | ";
                     options += DumpNode(shown, option, depth + 1);
                   }
                   return options + ")";
                 },
                 [&](const Repeat& repeat) {
                   std::string body =
                       "(" + DumpNode(shown, repeat.body, depth + 1);
                   const std::string separator =
                       DumpNode(shown, repeat.separator, depth + 1);
                   if (separator != "''") {
                     body += ", " + separator;
                   }
                   return body + (repeat.minimum == 0 ? ")*" : ")+");
                 }},
      shown.node(id).node);
}

}  // namespace

std::string DumpTemplate(const Template& shown) {
  return shown.nodes.empty() ? "''" : DumpNode(shown, shown.root(), 0);
}

}  // namespace pgpact
