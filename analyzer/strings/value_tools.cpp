#include "analyzer/strings/value_tools.h"

#include <algorithm>
#include <cctype>
#include <vector>

namespace pgpact {

namespace {

bool All(std::string_view text, int (*holds)(int)) {
  return !text.empty() && std::ranges::all_of(text, [holds](char c) {
    return holds(static_cast<unsigned char>(c)) != 0;
  });
}

// Letters, of which there are some, are all of one case.
bool HasCase(std::string_view text, int (*wrong)(int)) {
  bool letters = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (wrong(byte) != 0) {
      return false;
    }
    letters = letters || std::isalpha(byte) != 0;
  }
  return letters;
}

bool IsAscii(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

bool IsTextTest(TextOperation operation) {
  using enum TextOperation;
  switch (operation) {
    case StartsWith:
    case EndsWith:
    case IsAlphabetic:
    case IsAlphanumeric:
    case IsDigits:
    case IsIdentifier:
    case IsLower:
    case IsUpper:
      return true;
    default:
      return false;
  }
}

// What a text begins or ends with, of one that is known in part: a hole may be
// empty, so that only a part that is long enough says it.
std::optional<bool> ValueTools::TestEnd(TextOperation operation,
                                        AbstractId text,
                                        std::string_view other) const {
  const bool start = operation == TextOperation::StartsWith;
  const bool whole = store_.kind(text) == AbstractKind::Fixed;
  AbstractId part = text;
  if (store_.kind(text) == AbstractKind::Sequence) {
    part = start ? store_.parts(text).front() : store_.parts(text).back();
  }
  const auto end = store_.AsFixed(part);
  if (!end || store_.kind(part) != AbstractKind::Fixed) {
    return std::nullopt;
  }
  if (start ? end->starts_with(other) : end->ends_with(other)) {
    return true;
  }
  const bool open = start ? other.starts_with(*end) : other.ends_with(*end);
  return whole || !open ? std::optional(false) : std::nullopt;
}

std::optional<bool> ValueTools::TestText(TextOperation operation,
                                         AbstractId text,
                                         AbstractId other) const {
  using enum TextOperation;
  if (operation == StartsWith || operation == EndsWith) {
    const auto part = store_.AsFixed(other);
    return part ? TestEnd(operation, text, *part) : std::nullopt;
  }
  const auto known = store_.AsFixed(text);
  if (!known || store_.kind(text) != AbstractKind::Fixed || !IsAscii(*known)) {
    return std::nullopt;
  }
  switch (operation) {
    case IsAlphabetic:
      return All(*known, std::isalpha);
    case IsAlphanumeric:
      return All(*known, std::isalnum);
    case IsDigits:
      return All(*known, std::isdigit);
    case IsIdentifier:
      return !known->empty() &&
             std::isdigit(static_cast<unsigned char>(known->front())) == 0 &&
             std::ranges::all_of(*known, [](char c) {
               return c == '_' ||
                      std::isalnum(static_cast<unsigned char>(c)) != 0;
             });
    case IsLower:
      return HasCase(*known, std::isupper);
    case IsUpper:
      return HasCase(*known, std::islower);
    default:
      return std::nullopt;
  }
}

MappedText ValueTools::WrittenInPython(const MappedText& text, Location place) {
  const bool single = text.text.find('\'') != std::string::npos;
  const bool both = single && text.text.find('"') != std::string::npos;
  const char quote = single && !both ? '"' : '\'';
  MappedText written;
  written.Append(std::string(1, quote), place);
  for (uint32_t i = 0; i < text.text.size(); ++i) {
    const char c = text.text[i];
    constexpr std::string_view kEscaped = "\\\n\r\t";
    constexpr std::string_view kLetters = "\\nrt";
    const size_t at = kEscaped.find(c);
    if (at != std::string_view::npos || c == quote) {
      const char letter = c == quote ? quote : kLetters[at];
      written.Append(std::string("\\") + letter, place);
    } else {
      written.Append(text.Slice({i, i + 1}));
    }
  }
  written.Append(std::string(1, quote), place);
  return written;
}

AbstractId ValueTools::Doubted(AbstractId value) {
  constexpr size_t kLongestName = 130;
  if (const auto known = doubted_.find(value.index); known != doubted_.end()) {
    return known->second;
  }
  AbstractId made = value;
  switch (store_.kind(value)) {
    case AbstractKind::Fixed: {
      const std::string_view text = store_.fixed(value).view();
      if (text.size() <= kLongestName &&
          text.find_first_of(" \t\r\n") == std::string_view::npos) {
        MappedText marked = TextOf(value);
        marked.map.Doubt();
        made = store_.MakeOwned(std::move(marked));
      }
      break;
    }
    case AbstractKind::Choose: {
      std::vector<AbstractId> options(store_.parts(value).begin(),
                                      store_.parts(value).end());
      for (AbstractId& option : options) {
        option = Doubted(option);
      }
      made = store_.MakeChoose(options);
      break;
    }
    default:
      break;
  }
  doubted_.emplace(value.index, made);
  return made;
}

AbstractId ValueTools::AsComposed(AbstractId value) {
  if (store_.kind(value) == AbstractKind::Fixed && value != store_.empty()) {
    if (composed_.contains(value.index)) {
      return value;
    }
    const auto known = composed_of_.find(value.index);
    if (known != composed_of_.end()) {
      return known->second;
    }
    const AbstractId made = store_.MakeOwned(TextOf(value));
    composed_.insert(made.index);
    composed_of_.emplace(value.index, made);
    return made;
  }
  if (store_.kind(value) == AbstractKind::Choose) {
    std::vector<AbstractId> options(store_.parts(value).begin(),
                                    store_.parts(value).end());
    for (AbstractId& option : options) {
      option = AsComposed(option);
    }
    return store_.MakeChoose(options);
  }
  return value;
}

bool ValueTools::IsComposed(AbstractId value) const {
  if (store_.kind(value) == AbstractKind::Choose) {
    return std::ranges::any_of(store_.parts(value), [this](AbstractId part) {
      return IsComposed(part);
    });
  }
  return composed_.contains(value.index);
}

std::optional<bool> ValueTools::IsComposedText(AbstractId value) const {
  return store_.kind(value) == AbstractKind::Fixed && value != store_.empty()
             ? std::optional(IsComposed(value))
             : std::nullopt;
}

AbstractId ValueTools::PerhapsGone(AbstractId item) {
  const AbstractId inner = Doubted(Plain(item));
  const AbstractKind kind = store_.kind(item);
  return store_.Make(
      {kind == AbstractKind::AnyTimes ? kind : AbstractKind::Optional,
       inner.index});
}

bool ValueTools::IsSure(AbstractId item) const {
  const AbstractKind kind = store_.kind(item);
  return kind != AbstractKind::Optional && kind != AbstractKind::AnyTimes;
}

}  // namespace pgpact
