// DumpTemplate: a template as one line of text.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analyzer/base/overloaded.h"
#include "analyzer/strings/dump.h"

namespace pgpact {

namespace {

constexpr uint32_t kMaximumDepth = 200;
constexpr size_t kMaximumBytes = size_t{1} << 20U;

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

// Writes what a template is made of, up to so many bytes: a part that stands in
// it many times is written each time.
class TemplateDump {
 public:
  explicit TemplateDump(const Template& shown) : shown_(shown) {}

  std::string Take() && {
    Write(shown_.root(), 0);
    text_ += text_.size() > kMaximumBytes ? "…" : "";
    return std::move(text_);
  }

 private:
  void Write(TemplateId id, uint32_t depth) {
    if (text_.size() > kMaximumBytes) {
      return;
    }
    if (depth > kMaximumDepth) {
      text_ += "…";
      return;
    }
    std::visit(
        Overloaded{
            [&](const FixedText& fixed) { text_ += Quote(fixed.text.text); },
            [&](const Hole& hole) {
              text_ += "{" + hole.name + ": ";
              text_ += ReasonName(hole.reason);
              text_ += FormName(hole.form);
              text_ += "}";
            },
            [&](const Sequence& sequence) {
              WriteAll(sequence.parts, " ", depth);
            },
            [&](const Choose& choose) {
              text_ += "(";
              WriteAll(choose.options, " | ", depth);
              text_ += ")";
            },
            [&](const Repeat& repeat) { WriteRepeat(repeat, depth); }},
        shown_.node(id).node);
  }

  void WriteAll(const std::vector<TemplateId>& parts,
                std::string_view separator, uint32_t depth) {
    bool first = true;
    for (const TemplateId part : parts) {
      text_ += first ? "" : separator;
      first = false;
      Write(part, depth + 1);
      if (text_.size() > kMaximumBytes) {
        return;
      }
    }
  }

  void WriteRepeat(const Repeat& repeat, uint32_t depth) {
    text_ += "(";
    Write(repeat.body, depth + 1);
    const size_t end = text_.size();
    text_ += ", ";
    const size_t begin = text_.size();
    Write(repeat.separator, depth + 1);
    if (std::string_view(text_).substr(begin) == "''") {
      text_.resize(end);
    }
    text_ += repeat.minimum == 0 ? ")*" : ")+";
  }

  const Template& shown_;
  std::string text_;
};

}  // namespace

std::string DumpTemplate(const Template& shown) {
  return shown.nodes.empty() ? "''" : TemplateDump(shown).Take();
}

}  // namespace pgpact
