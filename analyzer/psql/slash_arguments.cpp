#include "analyzer/psql/slash_arguments.h"

#include <algorithm>
#include <string>

#include "analyzer/lexer/lexer.h"
#include "analyzer/psql/variable_reference.h"

namespace pgpact {

namespace {

constexpr std::string_view kArgumentBreaks = " \t\r\n\f\v'\"`:\\";

bool IsBlank(char c) {
  return IsSqlSpace(c) || c == '\v';
}

// The number written in digits of the base at `from`, of at most `most`
// digits, and how many there are.
struct CodeEscape {
  uint32_t value = 0;
  uint32_t digits = 0;
};
CodeEscape ReadCode(std::string_view text, uint32_t base, uint32_t most) {
  CodeEscape code;
  while (code.digits < most && code.digits < text.size()) {
    const char c = text[code.digits];
    uint32_t digit = 99;
    if (c >= '0' && c <= '9') {
      digit = static_cast<uint32_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      digit = static_cast<uint32_t>(c - 'a') + 10;
    } else if (c >= 'A' && c <= 'F') {
      digit = static_cast<uint32_t>(c - 'A') + 10;
    }
    if (digit >= base) {
      break;
    }
    code.value = code.value * base + digit;
    ++code.digits;
  }
  return code;
}

char SimpleEscape(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'b':
      return '\b';
    case 'r':
      return '\r';
    case 'f':
      return '\f';
    default:
      return c;
  }
}

}  // namespace

SlashArguments::SlashArguments(const MarkedText& script, uint32_t offset,
                               PsqlSession& session)
    : script_(script),
      text_(script.text.text),
      session_(session),
      offset_(offset),
      line_end_(static_cast<uint32_t>(
          std::min(text_.find('\n', offset), text_.size()))) {}

bool SlashArguments::AtArgument() {
  while (offset_ < line_end_ && IsBlank(text_[offset_])) {
    ++offset_;
  }
  return offset_ < line_end_ && text_[offset_] != '\\';
}

void SlashArguments::Escape(MarkedTextBuilder& out) {
  // REQUIRES: a backslash inside single quotes at offset_
  const uint32_t begin = offset_;
  const std::string_view rest =
      text_.substr(offset_ + 1, line_end_ - offset_ - 1);
  if (rest.empty()) {
    offset_ = line_end_;
    return;
  }
  CodeEscape code = ReadCode(rest, 8, 3);
  uint32_t length = 1 + code.digits;
  if (rest[0] == 'x') {
    code = ReadCode(rest.substr(1), 16, 2);
    length = code.digits == 0 ? 1 : 2 + code.digits;
  }
  offset_ = begin + std::max(length, 2U);
  const char value =
      code.digits == 0 ? SimpleEscape(rest[0]) : static_cast<char>(code.value);
  out.Append(std::string_view(&value, 1), PlaceOf(script_, {begin, offset_}));
}

void SlashArguments::Quoted(MarkedTextBuilder& out) {
  // REQUIRES: a single quote at offset_
  ++offset_;
  while (offset_ < line_end_) {
    const uint32_t begin = offset_;
    const auto stop = static_cast<uint32_t>(
        std::min<size_t>(text_.find_first_of("'\\", offset_), line_end_));
    out.Append(script_, {begin, stop});
    offset_ = stop;
    if (stop == line_end_) {
      return;
    }
    if (text_[stop] == '\\') {
      Escape(out);
    } else if (stop + 1 < line_end_ && text_[stop + 1] == '\'') {
      out.Append("'", PlaceOf(script_, {stop, stop + 2}));
      offset_ = stop + 2;
    } else {
      offset_ = stop + 1;
      return;
    }
  }
}

void SlashArguments::Variable(MarkedTextBuilder& out) {
  // REQUIRES: a colon at offset_
  const std::optional<VariableReference> reference =
      VariableReferenceAt(text_.substr(0, line_end_), offset_);
  if (reference && AppendVariable(*reference, script_, session_, out)) {
    offset_ = reference->range.end;
    plain_tail_ = 0;
    return;
  }
  const uint32_t end = reference ? reference->range.end : offset_ + 1;
  out.Append(script_, {offset_, end});
  plain_tail_ += end - offset_;
  offset_ = end;
}

// One quoted or unquoted part of an argument.
void SlashArguments::Part(MarkedTextBuilder& out) {
  const uint32_t begin = offset_;
  switch (text_[offset_]) {
    case '\'':
      Quoted(out);
      plain_tail_ = 0;
      return;
    case ':':
      Variable(out);
      return;
    case '"':
    case '`': {
      const char quote = text_[offset_];
      const size_t close = text_.find(quote, offset_ + 1);
      offset_ = static_cast<uint32_t>(close < line_end_ ? close + 1
                                                        : size_t{line_end_});
      plain_tail_ = 0;
      if (quote == '"') {
        out.Append(script_, {begin, offset_});
      } else {
        // A command of the shell, whose output nobody knows.
        const Location place =
            PlaceOf(script_, {begin, offset_}).value_or(Location{});
        out.AppendHole(session_.NextMarker(),
                       {UnknownReason::Environment, HoleForm::Text, "", place});
      }
      return;
    }
    default:
      offset_ = static_cast<uint32_t>(std::min<size_t>(
          text_.find_first_of(kArgumentBreaks, offset_), line_end_));
      out.Append(script_, {begin, offset_});
      plain_tail_ += offset_ - begin;
      return;
  }
}

std::optional<MarkedText> SlashArguments::Next() {
  if (!AtArgument()) {
    return std::nullopt;
  }
  MarkedTextBuilder out;
  plain_tail_ = 0;
  while (offset_ < line_end_ && text_[offset_] != '\\' &&
         !IsBlank(text_[offset_])) {
    Part(out);
  }
  return out.Take();
}

std::optional<MarkedText> SlashArguments::NextPath() {
  std::optional<MarkedText> path = Next();
  if (!path) {
    return path;
  }
  MarkedTextBuilder out;
  out.Append(*path);
  auto size = static_cast<uint32_t>(out.text().size());
  while (plain_tail_ > 0 && size > 0 && out.text()[size - 1] == ';') {
    --plain_tail_;
    --size;
  }
  out.Truncate(size);
  return out.Take();
}

TextRange SlashArguments::RestOfLine() {
  while (offset_ < line_end_ && IsBlank(text_[offset_])) {
    ++offset_;
  }
  TextRange rest{offset_, line_end_};
  while (rest.end > rest.begin && IsBlank(text_[rest.end - 1])) {
    --rest.end;
  }
  offset_ = line_end_;
  return rest;
}

void SlashArguments::Finish() {
  while (AtArgument()) {
    const char c = text_[offset_];
    if (c == '\'' || c == '"' || c == '`') {
      MarkedTextBuilder ignored;
      Part(ignored);
    } else {
      const size_t stop = text_.find_first_of(" \t\r\f\v'\"`\\", offset_);
      offset_ = static_cast<uint32_t>(std::min<size_t>(stop, line_end_));
    }
  }
  if (text_.substr(offset_, line_end_ - offset_).starts_with("\\\\")) {
    offset_ += 2;
  }
}

}  // namespace pgpact
