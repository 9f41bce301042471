#include "analyzer/sql/placeholder.h"

#include <algorithm>
#include <map>

#include "analyzer/lexer/keyword.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/operand.h"

namespace pgpact {

namespace {

// Markers of placeholders within names; no hole has a number so high.
constexpr uint32_t kFirstInsideNumber = 900'000;

struct Placeholder {
  TextRange range;
  // Of named ones; %% has the name "%", the backslash of \: has "\".
  std::string_view name;
};

bool IsEscapedPercent(const Placeholder& placeholder) {
  return placeholder.name == "%";
}

bool IsBackslash(const Placeholder& placeholder) {
  return placeholder.name == "\\";
}

// The backslashes before colons, which SQLAlchemy takes away.
void AddBackslashes(std::string_view text, std::vector<Placeholder>& found) {
  const size_t before = found.size();
  for (size_t at = text.find("\\:"); at != std::string_view::npos;
       at = text.find("\\:", at + 2)) {
    const auto begin = static_cast<uint32_t>(at);
    found.push_back({{begin, begin + 1}, text.substr(at, 1)});
  }
  if (found.size() > before) {
    std::sort(found.begin(), found.end(),
              [](const Placeholder& left, const Placeholder& right) {
                return left.range < right.range;
              });
  }
}

// %s, %(name)s, %% anywhere in the text, as Python's formatting finds them.
std::vector<Placeholder> FindPercents(std::string_view text, Binding binding) {
  const auto converts = [binding](char c) {
    return c == 's' || (binding == Binding::Server && (c == 'b' || c == 't'));
  };
  std::vector<Placeholder> found;
  for (size_t at = text.find('%'); at < text.size(); at = text.find('%', at)) {
    if (at + 1 == text.size()) {
      break;
    }
    const auto begin = static_cast<uint32_t>(at);
    const char next = text[at + 1];
    size_t end = at + 1;
    if (next == '%') {
      end = at + 2;
      found.push_back({{begin, static_cast<uint32_t>(end)}, "%"});
    } else if (converts(next)) {
      end = at + 2;
      found.push_back({{begin, static_cast<uint32_t>(end)}, {}});
    } else if (next == '(') {
      const size_t close = text.find(')', at);
      if (close != std::string_view::npos && close + 1 < text.size() &&
          converts(text[close + 1])) {
        end = close + 2;
        found.push_back({{begin, static_cast<uint32_t>(end)},
                         text.substr(at + 2, close - at - 2)});
      }
    }
    at = end;
  }
  return found;
}

// ?, :name and @name outside quotes and comments, $1 of client binding.
class TokenFinder {
 public:
  TokenFinder(std::string_view text, const std::vector<Token>& tokens,
              PlaceholderStyle style)
      : text_(text), tokens_(tokens), style_(style) {}

  std::vector<Placeholder> Run() {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      switch (style_) {
        case PlaceholderStyle::Qmark:
          Qmark(i);
          break;
        case PlaceholderStyle::Named:
          Named(i);
          break;
        case PlaceholderStyle::At:
          At(i);
          break;
        case PlaceholderStyle::Numeric:
          if (tokens_[i].kind == TokenKind::Parameter) {
            found_.push_back({tokens_[i].range, Text(i).substr(1)});
          }
          break;
        default:
          break;
      }
    }
    return std::move(found_);
  }

 private:
  std::string_view Text(size_t index) const {
    const TextRange range = tokens_[index].range;
    return text_.substr(range.begin, range.size());
  }
  bool AfterOperand(size_t index) const {
    return index > 0 && EndsOperand(text_, tokens_[index - 1]);
  }
  // An identifier or number right behind the token.
  bool NameFollows(size_t index) const {
    return index + 1 < tokens_.size() &&
           (tokens_[index + 1].kind == TokenKind::Identifier ||
            tokens_[index + 1].kind == TokenKind::Integer) &&
           tokens_[index + 1].range.begin == tokens_[index].range.end;
  }
  void AddNamed(size_t index, uint32_t begin) {
    found_.push_back({{begin, tokens_[index + 1].range.end}, Text(index + 1)});
  }

  // `a = ?`, `=?`, `?||'x'`; not `a ? 'key'`, `a ?| b`.
  void Qmark(size_t index) {
    if (tokens_[index].kind != TokenKind::Operator) {
      return;
    }
    const std::string_view run = Text(index);
    const size_t at = run.find('?');
    if (at == std::string_view::npos) {
      return;
    }
    const bool operand_before =
        at == 0 ? AfterOperand(index) : run.substr(0, at) == "@";
    if (operand_before) {
      return;
    }
    const auto begin = static_cast<uint32_t>(tokens_[index].range.begin + at);
    found_.push_back({{begin, begin + 1}, {}});
  }

  // `:name` with nothing but the name behind it; not `a[1:b]`.
  void Named(size_t index) {
    const Token& token = tokens_[index];
    if (token.kind != TokenKind::Punctuation || Text(index) != ":" ||
        !NameFollows(index)) {
      return;
    }
    const uint32_t begin = token.range.begin;
    const bool glued =
        begin > 0 && (IsIdentifierPart(text_[begin - 1]) ||
                      text_[begin - 1] == ':' || text_[begin - 1] == '\\');
    if (!glued) {
      AddNamed(index, begin);
    }
  }

  // `@name`, `=@name`; not `a @> b`, `a @@ b`, `a <@b`.
  void At(size_t index) {
    if (tokens_[index].kind != TokenKind::Operator || !NameFollows(index)) {
      return;
    }
    const std::string_view run = Text(index);
    const bool is_operator = run == "<@" || run == "@@" || run == "!@";
    if (run.back() == '@' && !is_operator &&
        !(run == "@" && AfterOperand(index))) {
      AddNamed(index, tokens_[index].range.end - 1);
    }
  }

  std::string_view text_;
  const std::vector<Token>& tokens_;
  PlaceholderStyle style_;
  std::vector<Placeholder> found_;
};

bool IsPercentStyle(PlaceholderStyle style) {
  return style == PlaceholderStyle::Format ||
         style == PlaceholderStyle::Pyformat;
}

bool MayHavePlaceholders(std::string_view text, const TextPolicy& policy) {
  switch (policy.placeholders) {
    case PlaceholderStyle::None:
      return false;
    case PlaceholderStyle::Format:
    case PlaceholderStyle::Pyformat:
      return policy.parameters != ParametersGiven::No &&
             text.find('%') != std::string_view::npos;
    case PlaceholderStyle::Qmark:
      return text.find('?') != std::string_view::npos;
    case PlaceholderStyle::Named:
      return text.find(':') != std::string_view::npos;
    case PlaceholderStyle::Numeric:
      return text.find('$') != std::string_view::npos;
    case PlaceholderStyle::At:
      return text.find('@') != std::string_view::npos;
  }
  return false;
}

// Puts the text together anew, replaced pieces leading to what they replace.
class Rewriter {
 public:
  Rewriter(const MarkedText& text, const TextPolicy& policy)
      : source_(text),
        policy_(policy),
        tokens_(Tokenize(text.text.text, Comments::Keep)) {}

  void Replace(const Placeholder& placeholder) {
    CopyTo(placeholder.range.begin);
    if (IsBackslash(placeholder)) {
      from_ = placeholder.range.end;
      return;
    }
    if (IsEscapedPercent(placeholder)) {
      Put("%", placeholder.range);
    } else if (IsInside(placeholder.range)) {
      PutInside(placeholder.range);
    } else {
      result_.placeholders.push_back(Size());
      if (policy_.binding == Binding::Server) {
        Put("$" + std::to_string(NumberOf(placeholder)), placeholder.range);
      } else {
        const uint32_t begin = Size();
        Put("NULL", placeholder.range);
        AddSlot(SlotKind::Value, begin, "");
      }
    }
    from_ = placeholder.range.end;
    // `%({name})s`: a name that is not known is a name.
    while (next_hole_ < source_.holes.size() &&
           source_.holes[next_hole_].range.begin < from_) {
      ++next_hole_;
    }
  }

  SlottedText Finish() {
    CopyTo(static_cast<uint32_t>(source_.text.text.size()));
    return std::move(result_);
  }

 private:
  uint32_t Size() const {
    return static_cast<uint32_t>(result_.text.text.size());
  }
  void Put(std::string_view text, TextRange replaced) {
    result_.text.Append(
        text, source_.text.map.ToSource(replaced).value_or(Location{}));
  }
  void AddSlot(SlotKind kind, uint32_t begin, std::string marker) {
    Slot slot;
    slot.kind = kind;
    slot.range = {begin, Size()};
    slot.marker = std::move(marker);
    result_.slots.push_back(std::move(slot));
  }

  // Copies what stands before the byte, holes with it.
  void CopyTo(uint32_t end) {
    const uint32_t base = Size();
    result_.text.Append(source_.text.Slice({from_, end}));
    for (; next_hole_ < source_.holes.size(); ++next_hole_) {
      const HoleMark& hole = source_.holes[next_hole_];
      if (hole.range.begin >= end) {
        break;
      }
      Slot slot;
      slot.range = {hole.range.begin - from_ + base,
                    hole.range.end - from_ + base};
      slot.marker = hole.marker;
      slot.hole = hole.hole;
      if (IsLiteral(hole)) {
        slot.kind = SlotKind::Value;
      }
      result_.slots.push_back(std::move(slot));
    }
    from_ = end;
  }

  // A literal that the driver made already: as good as one that it makes of a
  // placeholder.
  bool IsLiteral(const HoleMark& hole) {
    if (hole.hole.form != HoleForm::Quoted) {
      return false;
    }
    const Token* token = TokenAt(hole.range.begin);
    return token != nullptr && token->range == hole.range;
  }

  uint32_t NumberOf(const Placeholder& placeholder) {
    if (placeholder.name.empty()) {
      return ++count_;
    }
    const auto known = numbers_.find(placeholder.name);
    if (known != numbers_.end()) {
      return known->second;
    }
    numbers_.emplace(placeholder.name, ++count_);
    return count_;
  }

  // The token that holds the byte; tokens are asked for in order.
  const Token* TokenAt(uint32_t byte) {
    while (next_token_ < tokens_.size() &&
           tokens_[next_token_].range.end <= byte) {
      ++next_token_;
    }
    return next_token_ < tokens_.size() &&
                   tokens_[next_token_].range.begin <= byte
               ? &tokens_[next_token_]
               : nullptr;
  }

  // Within quotes or a comment, or grown together with a name.
  bool IsInside(TextRange range) {
    const Token* token = TokenAt(range.begin);
    inside_name_ = false;
    if (token != nullptr && token->range.begin < range.begin &&
        token->kind != TokenKind::Operator &&
        token->kind != TokenKind::Identifier) {
      inside_name_ = token->kind == TokenKind::QuotedIdentifier ||
                     token->kind == TokenKind::UnicodeIdentifier;
      return true;
    }
    const std::string_view text = source_.text.text;
    const bool before =
        range.begin > 0 && IsIdentifierPart(text[range.begin - 1]);
    const bool after =
        range.end < text.size() && IsIdentifierPart(text[range.end]);
    inside_name_ = IsPercentStyle(policy_.placeholders) && (before || after);
    return inside_name_;
  }

  void PutInside(TextRange range) {
    const uint32_t begin = Size();
    if (inside_name_) {
      const std::string marker = HoleMarker(kFirstInsideNumber + ++inside_);
      Put(marker, range);
      AddSlot(SlotKind::InsideText, begin, marker);
      return;
    }
    if (policy_.binding == Binding::Server) {
      Put("$" + std::to_string(++count_), range);
      return;
    }
    Put("0", range);
    AddSlot(SlotKind::InsideText, begin, "0");
  }

  const MarkedText& source_;
  const TextPolicy& policy_;
  std::vector<Token> tokens_;
  SlottedText result_;
  uint32_t from_ = 0;
  size_t next_hole_ = 0;
  size_t next_token_ = 0;
  uint32_t count_ = 0;
  uint32_t inside_ = 0;
  bool inside_name_ = false;
  std::map<std::string_view, uint32_t> numbers_;
};

// Whether a text or a comment goes around the range.
bool StandsWithin(TextRange range, const std::vector<Token>& tokens) {
  const auto token = std::upper_bound(
      tokens.begin(), tokens.end(), range.begin,
      [](uint32_t at, const Token& one) { return at < one.range.end; });
  return token != tokens.end() && token->range.begin < range.begin &&
         token->kind != TokenKind::Operator &&
         token->kind != TokenKind::Identifier &&
         token->kind != TokenKind::QuotedIdentifier &&
         token->kind != TokenKind::UnicodeIdentifier;
}

std::vector<Placeholder> FindPlaceholders(const MarkedText& text,
                                          const TextPolicy& policy) {
  if (!MayHavePlaceholders(text.text.text, policy)) {
    return {};
  }
  if (IsPercentStyle(policy.placeholders)) {
    std::vector<Placeholder> found =
        FindPercents(text.text.text, policy.binding);
    const bool left_alone = policy.parameters == ParametersGiven::None;
    const std::vector<Token> tokens =
        left_alone ? Tokenize(text.text.text, Comments::Keep)
                   : std::vector<Token>();
    const bool given =
        policy.parameters == ParametersGiven::Yes ||
        std::any_of(found.begin(), found.end(), [&](const Placeholder& one) {
          return !IsEscapedPercent(one) &&
                 !(left_alone && StandsWithin(one.range, tokens));
        });
    return given ? found : std::vector<Placeholder>();
  }
  const bool numbered = policy.placeholders == PlaceholderStyle::Numeric;
  if (numbered && policy.binding == Binding::Server) {
    return {};
  }
  const std::vector<Token> tokens = Tokenize(text.text.text);
  std::vector<Placeholder> found =
      TokenFinder(text.text.text, tokens, policy.placeholders).Run();
  if (policy.placeholders == PlaceholderStyle::Named &&
      policy.binding == Binding::Client) {
    AddBackslashes(text.text.text, found);
  }
  return found;
}

}  // namespace

SlottedText SlottedText::Slice(TextRange range) const {
  SlottedText slice;
  slice.text = text.Slice(range);
  for (const Slot& slot : slots) {
    if (range.Contains(slot.range)) {
      slice.slots.push_back(slot);
      slice.slots.back().range.begin -= range.begin;
      slice.slots.back().range.end -= range.begin;
    }
  }
  for (const uint32_t placeholder : placeholders) {
    if (range.begin <= placeholder && placeholder < range.end) {
      slice.placeholders.push_back(placeholder - range.begin);
    }
  }
  return slice;
}

SlottedText ReplacePlaceholders(const MarkedText& text,
                                const TextPolicy& policy) {
  const std::vector<Placeholder> found = FindPlaceholders(text, policy);
  if (found.empty() && text.holes.empty()) {
    SlottedText same;
    same.text = text.text;
    return same;
  }
  Rewriter rewriter(text, policy);
  for (const Placeholder& placeholder : found) {
    rewriter.Replace(placeholder);
  }
  return rewriter.Finish();
}

}  // namespace pgpact
