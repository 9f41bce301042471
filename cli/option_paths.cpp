#include "cli/option_paths.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>
#include <string>
#include <utility>

#include "analyzer/binder/path_setting.h"
#include "analyzer/text/characters.h"

namespace pgpact {

namespace {

constexpr std::string_view kSearchPath = "search_path";

// %2C is a comma. What is no escape stays.
std::string DecodePercent(std::string_view text) {
  std::string decoded;
  while (!text.empty()) {
    const Digits code =
        text.front() == '%' ? ReadDigits(text.substr(1), 16, 2) : Digits();
    decoded += code.count == 2 ? static_cast<char>(code.value) : text.front();
    text.remove_prefix(code.count == 2 ? 3 : 1);
  }
  return decoded;
}

// Whether what stands before the name makes it a setting of a connection, and
// not a word of SQL ("SET search_path = …").
bool BeginsSetting(std::string_view before) {
  const bool spaced = before.ends_with(' ') || before.ends_with('+');
  while (before.ends_with(' ') || before.ends_with('+')) {
    before.remove_suffix(1);
  }
  if (before.ends_with("-c")) {
    return true;
  }
  return !spaced && (before.ends_with("--") || before.ends_with('?') ||
                     before.ends_with('&'));
}

void AddPath(std::string_view written, OptionPaths& found) {
  // Format directives and interpolations are not values.
  if (written.empty() ||
      written.find_first_of("%{}$") != std::string_view::npos) {
    const bool user_only =
        written.find_first_of("%{}") == std::string_view::npos &&
        written.find("$user") != std::string_view::npos;
    if (!user_only) {
      found.unknown = true;
      return;
    }
  }
  std::vector<std::string> path = SplitSearchPath(written);
  if (std::ranges::find(found.paths, path) == found.paths.end()) {
    found.paths.push_back(std::move(path));
  }
}

// One module's texts and dictionaries.
class Finder {
 public:
  Finder(const Module& module, bool has_settings, OptionPaths& found)
      : module_(module), has_settings_(has_settings), found_(found) {}

  void Find() {
    NoteContinued();
    for (uint32_t i = 0; i < module_.values.size(); ++i) {
      const Value& value = module_.values[i];
      if (const auto* literal = std::get_if<Literal>(&value.node)) {
        AddOptionPaths(literal->text.text, continued_.count(i) != 0, found_);
      } else if (const auto* collection =
                     std::get_if<Collection>(&value.node)) {
        AddEntries(*collection);
      } else if (const auto* call = std::get_if<Call>(&value.node)) {
        AddArguments(*call);
      }
    }
    AddAssignments();
  }

 private:
  void AddEntries(const Collection& collection) {
    for (const Entry& entry : collection.entries) {
      if (entry.key && IsSearchPath(*entry.key)) {
        AddSetting(entry.value);
      }
    }
  }

  void AddArguments(const Call& call) {
    for (const Argument& argument : call.arguments) {
      if (argument.kind == ArgumentKind::Named &&
          argument.name == kSearchPath && has_settings_) {
        AddSetting(argument.value);
      }
    }
  }

  void AddAssignments() {
    for (const Block& block : module_.blocks) {
      for (const Statement& statement : block.statements) {
        const auto* assign = std::get_if<Assign>(&statement.node);
        if (assign != nullptr && assign->target.kind == Target::Kind::Element &&
            IsSearchPath(assign->target.key)) {
          AddSetting(assign->value);
        }
      }
    }
  }

  // Texts after which more follows in the same text.
  void NoteContinued() {
    const auto note = [&](const std::vector<ValueId>& parts) {
      for (size_t i = 0; i + 1 < parts.size(); ++i) {
        continued_.insert(parts[i].index);
      }
    };
    for (const Value& value : module_.values) {
      if (const auto* joined = std::get_if<Concat>(&value.node)) {
        note(joined->parts);
      } else if (const auto* parts = std::get_if<Interpolate>(&value.node)) {
        note(parts->parts);
      }
    }
  }

  bool IsSearchPath(ValueId id) const {
    const auto* literal = std::get_if<Literal>(&module_.value(id).node);
    return literal != nullptr && literal->text.text == kSearchPath;
  }

  // A value that is not known counts only beside a driver's settings: the word
  // is used elsewhere too.
  void AddSetting(ValueId id) {
    const auto* literal = std::get_if<Literal>(&module_.value(id).node);
    if (literal != nullptr && !literal->text.text.empty()) {
      AddPath(literal->text.text, found_);
    } else if (literal == nullptr && has_settings_) {
      found_.unknown = true;
    }
  }

  const Module& module_;
  // The file names the argument by which asyncpg gets settings.
  bool has_settings_;
  OptionPaths& found_;
  std::set<uint32_t> continued_;
};

}  // namespace

void AddOptionPaths(std::string_view text, bool continued, OptionPaths& found) {
  if (text.find(kSearchPath) == std::string_view::npos) {
    return;
  }
  constexpr std::array<std::string_view, 3> kEquals = {"=", "%3D", "%3d"};
  for (size_t at = text.find(kSearchPath); at != std::string_view::npos;
       at = text.find(kSearchPath, at + 1)) {
    std::string before(text.substr(0, at));
    std::string_view after = text.substr(at + kSearchPath.size());
    const auto equals = std::ranges::find_if(
        kEquals,
        [&](std::string_view sign) { return after.starts_with(sign); });
    if (before.find('%') != std::string::npos) {
      before = DecodePercent(before);
    }
    if (equals == kEquals.end() || !BeginsSetting(before)) {
      continue;
    }
    after.remove_prefix(equals->size());
    // A blank after a backslash belongs to the value.
    size_t end = 0;
    while (end < after.size() &&
           (std::string_view(" \t\n'&\"").find(after[end]) ==
                std::string_view::npos ||
            (end > 0 && after[end - 1] == '\\') ||
            (after[end] == '"' && end + 1 < after.size()))) {
      ++end;
    }
    if (end == after.size() && continued) {
      found.unknown = true;
      continue;
    }
    std::string written = DecodePercent(after.substr(0, end));
    std::erase(written, '\\');
    AddPath(written, found);
  }
}

OptionPaths FindOptionPaths(const StringProgram& program,
                            const SourceSet& sources) {
  OptionPaths found;
  for (const Module& module : program.modules) {
    const std::string_view content = sources.file(module.file).content();
    if (content.find(kSearchPath) == std::string_view::npos) {
      continue;
    }
    const bool has_settings =
        content.find("server_settings") != std::string_view::npos;
    Finder(module, has_settings, found).Find();
  }
  return found;
}

}  // namespace pgpact
