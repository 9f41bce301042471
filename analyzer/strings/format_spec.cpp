// ReadBracesSpec, ReadPercentSpec; PadText and WriteNumber.
#include "analyzer/strings/format_spec.h"

#include <algorithm>

#include "analyzer/text/characters.h"

namespace pgpact {

namespace {

// A width beyond this is no SQL.
constexpr uint32_t kWidest = 1'000;

bool IsAlign(char c) {
  return c == '<' || c == '>' || c == '^' || c == '=';
}

size_t Characters(std::string_view text) {
  return static_cast<size_t>(std::ranges::count_if(text, [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string Times(std::string_view text, size_t times) {
  std::string result;
  for (size_t i = 0; i < times; ++i) {
    result += text;
  }
  return result;
}

// Reads digits off the front; nothing when there are too many.
std::optional<uint32_t> TakeNumber(std::string_view& rest) {
  uint32_t number = 0;
  while (!rest.empty() && IsDigit(rest.front())) {
    number = number * 10 + static_cast<uint32_t>(rest.front() - '0');
    if (number > kWidest) {
      return std::nullopt;
    }
    rest.remove_prefix(1);
  }
  return number;
}

bool Take(std::string_view& rest, char c) {
  const bool there = rest.starts_with(c);
  rest.remove_prefix(there ? 1 : 0);
  return there;
}

// Whether the character to fill with is named.
bool TakeFill(std::string_view& rest, FormatSpec& spec) {
  const size_t fill = rest.empty() ? 0 : Utf8Size(rest.front());
  if (rest.size() > fill && IsAlign(rest[fill])) {
    spec.fill = std::string(rest.substr(0, fill));
    spec.align = rest[fill];
    rest.remove_prefix(fill + 1);
    return true;
  }
  if (!rest.empty() && IsAlign(rest.front())) {
    spec.align = rest.front();
    rest.remove_prefix(1);
  }
  return false;
}

// Width, then precision. False when they cannot be read.
bool TakeSizes(std::string_view& rest, FormatSpec& spec) {
  const auto width = TakeNumber(rest);
  if (!width) {
    return false;
  }
  spec.width = *width;
  if (rest.starts_with(',') || rest.starts_with('_')) {
    spec.grouping = rest.front();
    rest.remove_prefix(1);
  }
  if (Take(rest, '.')) {
    const bool digits = !rest.empty() && IsDigit(rest.front());
    spec.precision = digits || spec.percent ? TakeNumber(rest) : std::nullopt;
    return spec.precision.has_value();
  }
  return true;
}

// Splits what is missing to `width` between both sides.
PaddedText Around(std::string_view text, const FormatSpec& spec, char align) {
  PaddedText padded;
  padded.kept = static_cast<uint32_t>(text.size());
  const size_t size = Characters(text);
  const size_t missing = spec.width > size ? spec.width - size : 0;
  const size_t before = align == '<' ? 0 : align == '^' ? missing / 2 : missing;
  padded.before = Times(spec.fill, before);
  padded.after = Times(spec.fill, missing - before);
  return padded;
}

std::string Grouped(std::string_view digits, char by) {
  std::string grouped;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) {
      grouped += by;
    }
    grouped += digits[i];
  }
  return grouped;
}

}  // namespace

bool FormatSpec::IsNumeric() const {
  return type != '\0' && std::string_view("diubcoxXneEfFgG%").find(type) !=
                             std::string_view::npos;
}

std::optional<FormatSpec> ReadBracesSpec(std::string_view spec) {
  FormatSpec read;
  const bool filled = TakeFill(spec, read);
  if (!spec.empty() &&
      std::string_view("+- ").find(spec.front()) != std::string_view::npos) {
    read.sign = spec.front();
    spec.remove_prefix(1);
  }
  Take(spec, 'z');
  read.alternate = Take(spec, '#');
  if (!filled && Take(spec, '0')) {
    read.zero = true;
    read.fill = "0";
  }
  if (!TakeSizes(spec, read)) {
    return std::nullopt;
  }
  if (!spec.empty()) {
    read.type = spec.front();
    spec.remove_prefix(1);
  }
  const bool known = read.type == '\0' || read.type == 's' || read.IsNumeric();
  return known && spec.empty() ? std::optional(read) : std::nullopt;
}

std::optional<FormatSpec> ReadPercentSpec(std::string_view flags, char type) {
  FormatSpec read;
  read.percent = true;
  read.type = type;
  for (; !flags.empty() && std::string_view("#0- +").find(flags.front()) !=
                               std::string_view::npos;
       flags.remove_prefix(1)) {
    const char flag = flags.front();
    read.alternate = read.alternate || flag == '#';
    read.zero = read.zero || flag == '0';
    read.align = flag == '-' ? '<' : read.align;
    if (flag == '+' || (flag == ' ' && read.sign == '-')) {
      read.sign = flag;
    }
  }
  return TakeSizes(flags, read) && flags.empty() ? std::optional(read)
                                                 : std::nullopt;
}

std::optional<PaddedText> PadText(std::string_view text,
                                  const FormatSpec& spec) {
  if (spec.IsNumeric() || spec.align == '=' || spec.grouping != '\0' ||
      (!spec.percent && (spec.sign != '-' || spec.alternate))) {
    return std::nullopt;
  }
  if (spec.precision) {
    size_t end = 0;
    for (uint32_t i = 0; i < *spec.precision && end < text.size(); ++i) {
      end += Utf8Size(text[end]);
    }
    text = text.substr(0, end);
  }
  const char usual = spec.percent ? '>' : '<';
  return Around(text, spec, spec.align == '\0' ? usual : spec.align);
}

namespace {

// What %s writes of a number: its text, padded.
std::optional<std::string> WriteAsText(std::string_view spelling,
                                       const FormatSpec& spec) {
  const auto padded = PadText(spelling, spec);
  if (!padded) {
    return std::nullopt;
  }
  return padded->before + std::string(spelling.substr(0, padded->kept)) +
         padded->after;
}

// Whether a spec is one of those of which we know what an integer becomes.
bool WritesIntegers(const FormatSpec& spec, bool zeros) {
  const bool type =
      spec.type == '\0' ||
      std::string_view("diu").find(spec.type) != std::string_view::npos;
  const bool grouped = spec.grouping != '\0';
  return type && !spec.precision && !spec.alternate &&
         !(grouped && (zeros || spec.align == '='));
}

std::string SignOf(bool negative, const FormatSpec& spec) {
  if (negative) {
    return "-";
  }
  return spec.sign == '-' ? "" : std::string(1, spec.sign);
}

}  // namespace

std::optional<std::string> WriteNumber(std::string_view spelling,
                                       const FormatSpec& spec) {
  if (spec.percent && (spec.type == '\0' || spec.type == 's')) {
    return WriteAsText(spelling, spec);
  }
  const bool negative = spelling.starts_with('-');
  const std::string_view digits = spelling.substr(negative ? 1 : 0);
  const bool integer = !digits.empty() && std::ranges::all_of(digits, IsDigit);
  const bool zeros = spec.zero && spec.align == '\0';
  if (!integer || !WritesIntegers(spec, zeros)) {
    return std::nullopt;
  }
  const std::string sign = SignOf(negative, spec);
  const std::string number = spec.grouping == '\0'
                                 ? std::string(digits)
                                 : Grouped(digits, spec.grouping);
  FormatSpec shown = spec;
  if (zeros) {
    shown.fill = "0";
  }
  if (zeros || spec.align == '=') {
    shown.width -= std::min(shown.width, static_cast<uint32_t>(sign.size()));
    return sign + Around(number, shown, '>').before + number;
  }
  const std::string whole = sign + number;
  const PaddedText padded =
      Around(whole, shown, spec.align == '\0' ? '>' : spec.align);
  return padded.before + whole + padded.after;
}

}  // namespace pgpact
