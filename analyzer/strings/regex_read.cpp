// ReadRegex: a pattern becomes steps.
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <utility>

#include "analyzer/strings/regex.h"
#include "analyzer/text/characters.h"

namespace pgpact {

namespace {

constexpr size_t kMostSteps = 4'000;
constexpr uint32_t kMostTimes = 200;
constexpr uint32_t kDeepest = 50;
constexpr uint32_t kNoEnd = 0xFFFFFFFF;

using Kind = RegexStep::Kind;

bool IsAlpha(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0;
}

// Adds what `\d`, `\w`, `\s` stand for.
bool AddNamed(char name, RegexSet& set) {
  set.named = true;
  switch (name) {
    case 'd':
      set.ranges.emplace_back('0', '9');
      return true;
    case 'w':
      set.ranges.insert(set.ranges.end(),
                        {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}});
      return true;
    case 's':
      set.ranges.insert(set.ranges.end(), {{'\t', '\r'}, {' ', ' '}});
      return true;
    default:
      return false;
  }
}

std::optional<char32_t> Escaped(char c) {
  switch (c) {
    case 'n':
      return '\n';
    case 't':
      return '\t';
    case 'r':
      return '\r';
    case 'f':
      return '\f';
    case 'v':
      return '\v';
    default:
      return IsDigit(c) || IsAlpha(c) ? std::nullopt
                                      : std::optional(static_cast<char32_t>(c));
  }
}

class Reader {
 public:
  Reader(std::string_view pattern, RegexFlags flags) : rest_(pattern) {
    regex_.flags = flags;
  }

  std::optional<Regex> Read() && {
    ReadInlineFlags();
    Add(Kind::Save, 0);
    Alternatives(0);
    Add(Kind::Save, 1);
    Add(Kind::Match);
    if (failed_ || !rest_.empty()) {
      return std::nullopt;
    }
    regex_.slots = slots_ + 2 * (regex_.groups + 1);
    // Marks of loops stand behind the groups.
    for (RegexStep& step : regex_.steps) {
      if (step.kind == Kind::Mark || step.kind == Kind::Moved) {
        step.a += 2 * (regex_.groups + 1);
      }
    }
    regex_.one_set =
        std::ranges::all_of(regex_.steps,
                            [](const RegexStep& step) {
                              return step.kind == Kind::Character ||
                                     step.kind == Kind::Split ||
                                     step.kind == Kind::Jump ||
                                     step.kind == Kind::Save ||
                                     step.kind == Kind::Match;
                            }) &&
        regex_.sets.size() == 1 && regex_.groups == 0 && !several_;
    return std::move(regex_);
  }

 private:
  uint32_t Here() const { return static_cast<uint32_t>(regex_.steps.size()); }

  uint32_t Add(Kind kind, uint32_t a = 0, uint32_t b = 0) {
    failed_ = failed_ || regex_.steps.size() >= kMostSteps;
    if (!failed_) {
      regex_.steps.push_back({kind, a, b});
    }
    return failed_ ? 0 : Here() - 1;
  }

  RegexStep& Step(uint32_t at) { return regex_.steps[at]; }

  void AddSet(RegexSet set) {
    regex_.sets.push_back(std::move(set));
    Add(Kind::Character, static_cast<uint32_t>(regex_.sets.size() - 1));
  }

  void AddOne(char32_t c) { AddSet({{{c, c}}, false, false}); }

  bool Take(std::string_view wanted) {
    const bool there = rest_.starts_with(wanted);
    rest_.remove_prefix(there ? wanted.size() : 0);
    return there;
  }

  // `(?imsx)` at the front.
  void ReadInlineFlags() {
    if (!rest_.starts_with("(?")) {
      return;
    }
    const size_t end = rest_.find_first_not_of("imsxu", 2);
    if (end == std::string_view::npos || end == 2 || rest_[end] != ')') {
      return;
    }
    const std::string_view letters = rest_.substr(2, end - 2);
    const auto has = [&](char c) {
      return letters.find(c) != std::string_view::npos;
    };
    regex_.flags.ignore_case |= has('i');
    regex_.flags.multi_line |= has('m');
    regex_.flags.dot_all |= has('s');
    regex_.flags.verbose |= has('x');
    rest_.remove_prefix(end + 1);
  }

  void Alternatives(uint32_t depth) {
    failed_ = failed_ || depth > kDeepest;
    std::vector<uint32_t> ends;
    uint32_t begin = Here();
    Sequence(depth);
    while (!failed_ && Take("|")) {
      several_ = true;
      // The split stands before what was read.
      InsertSplit(begin);
      ends.push_back(Add(Kind::Jump));
      Step(begin).b = Here();
      begin = Here();
      Sequence(depth);
    }
    for (const uint32_t end : ends) {
      Step(end).a = Here();
    }
  }

  // A step before `at`; what comes after it moves on by one.
  void InsertSplit(uint32_t at) {
    if (failed_ || regex_.steps.size() >= kMostSteps) {
      failed_ = true;
      return;
    }
    regex_.steps.insert(regex_.steps.begin() + at, {Kind::Split, at + 1, 0});
    for (uint32_t i = at + 1; i < Here(); ++i) {
      MoveOn(Step(i), at, 1);
    }
  }

  static void MoveOn(RegexStep& step, uint32_t from, uint32_t by) {
    const bool leads = step.kind == Kind::Split || step.kind == Kind::Jump ||
                       step.kind == Kind::Ahead || step.kind == Kind::NotAhead;
    step.a += leads && step.a >= from ? by : 0;
    step.b += step.kind == Kind::Split && step.b >= from ? by : 0;
  }

  void Sequence(uint32_t depth) {
    while (!failed_ && !rest_.empty() && rest_.front() != '|' &&
           rest_.front() != ')') {
      if (regex_.flags.verbose && SkipBlank()) {
        continue;
      }
      const uint32_t begin = Here();
      Atom(depth);
      Repeats(begin);
    }
  }

  bool SkipBlank() {
    if (std::isspace(static_cast<unsigned char>(rest_.front())) != 0) {
      rest_.remove_prefix(1);
      return true;
    }
    if (rest_.front() == '#') {
      rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
      return true;
    }
    return false;
  }

  void Atom(uint32_t depth) {
    const char c = rest_.front();
    if (c == '(') {
      Group(depth);
      return;
    }
    if (c == '[') {
      rest_.remove_prefix(1);
      Class();
      return;
    }
    if (c == '\\') {
      Escape();
      return;
    }
    if (c == '*' || c == '+' || c == '?') {
      failed_ = true;
      return;
    }
    if (c == '^' || c == '$') {
      rest_.remove_prefix(1);
      Add(c == '^' ? Kind::Begin : Kind::End);
      return;
    }
    if (c == '.') {
      rest_.remove_prefix(1);
      RegexSet set;
      set.negated = true;
      if (!regex_.flags.dot_all) {
        set.ranges.emplace_back('\n', '\n');
      }
      AddSet(std::move(set));
      return;
    }
    AddOne(TakeCharacter(rest_));
  }

  void Escape() {
    rest_.remove_prefix(1);
    if (rest_.empty()) {
      failed_ = true;
      return;
    }
    const char c = rest_.front();
    rest_.remove_prefix(1);
    RegexSet set;
    const char lower =
        static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    if (AddNamed(lower, set)) {
      set.negated = c != lower;
      AddSet(std::move(set));
    } else if (c == 'b' || c == 'B') {
      Add(c == 'b' ? Kind::WordEdge : Kind::NotWordEdge);
    } else if (c == 'A' || c == 'Z') {
      Add(c == 'A' ? Kind::TextBegin : Kind::TextEnd);
    } else if (const auto one = Escaped(c)) {
      AddOne(*one);
    } else {
      failed_ = true;
    }
  }

  // One member of a class, or nothing for a class in the class.
  std::optional<char32_t> Member(RegexSet& set) {
    if (!Take("\\")) {
      return TakeCharacter(rest_);
    }
    if (rest_.empty()) {
      failed_ = true;
      return std::nullopt;
    }
    const char c = rest_.front();
    rest_.remove_prefix(1);
    if (c == 'd' || c == 'w' || c == 's') {
      AddNamed(c, set);
      return std::nullopt;
    }
    const auto one = c == 'b' ? std::optional<char32_t>('\b') : Escaped(c);
    failed_ = failed_ || !one;
    return one;
  }

  void Class() {
    RegexSet set;
    set.negated = Take("^");
    for (bool first = true; !failed_ && !rest_.empty(); first = false) {
      if (!first && Take("]")) {
        AddSet(std::move(set));
        return;
      }
      const auto from = Member(set);
      const bool range =
          from && rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']';
      if (!range) {
        if (from) {
          set.ranges.emplace_back(*from, *from);
        }
        continue;
      }
      rest_.remove_prefix(1);
      const auto to = Member(set);
      if (!to || *to < *from) {
        break;
      }
      set.ranges.emplace_back(*from, *to);
    }
    failed_ = true;
  }

  void Group(uint32_t depth) {
    rest_.remove_prefix(1);
    if (Take("?=") || rest_.starts_with("?!")) {
      const bool negative = Take("?!");
      const uint32_t at = Add(negative ? Kind::NotAhead : Kind::Ahead);
      Alternatives(depth + 1);
      Add(Kind::Match);
      if (!failed_) {
        Step(at).a = Here();
      }
      failed_ = failed_ || !Take(")");
      return;
    }
    uint32_t number = 0;
    if (Take("?P<")) {
      const size_t end = rest_.find('>');
      if (end == std::string_view::npos) {
        failed_ = true;
        return;
      }
      number = ++regex_.groups;
      regex_.names.emplace_back(rest_.substr(0, end), number);
      rest_.remove_prefix(end + 1);
    } else if (!Take("?:")) {
      failed_ = failed_ || rest_.starts_with("?");
      number = ++regex_.groups;
    }
    if (number > 0) {
      Add(Kind::Save, 2 * number);
    }
    Alternatives(depth + 1);
    if (number > 0) {
      Add(Kind::Save, 2 * number + 1);
    }
    failed_ = failed_ || !Take(")");
  }

  // `*`, `+`, `?`, `{2,3}` behind the steps from `begin`.
  void Repeats(uint32_t begin) {
    uint32_t least = 0;
    uint32_t most = kNoEnd;
    if (failed_ || rest_.empty()) {
      return;
    }
    if (Take("+")) {
      least = 1;
    } else if (Take("?")) {
      most = 1;
    } else if (rest_.front() == '{') {
      if (!Times(least, most)) {
        return;
      }
    } else if (!Take("*")) {
      return;
    }
    const bool lazy = Take("?");
    failed_ = failed_ || rest_.starts_with("+") || rest_.starts_with("*") ||
              least > kMostTimes || (most != kNoEnd && most > kMostTimes) ||
              most < least;
    if (failed_) {
      return;
    }
    several_ = several_ || least != 1 || (most != kNoEnd && most > 1);
    const std::vector<RegexStep> body(regex_.steps.begin() + begin,
                                      regex_.steps.end());
    regex_.steps.resize(begin);
    for (uint32_t i = 0; i < least; ++i) {
      Append(body, begin);
    }
    if (most == kNoEnd) {
      Loop(body, begin, lazy);
      return;
    }
    std::vector<uint32_t> splits;
    for (uint32_t i = least; i < most; ++i) {
      splits.push_back(Add(Kind::Split));
      Append(body, begin);
    }
    for (const uint32_t split : splits) {
      Lead(split, split + 1, Here(), lazy);
    }
  }

  void Lead(uint32_t split, uint32_t on, uint32_t out, bool lazy) {
    if (!failed_) {
      Step(split) = {Kind::Split, lazy ? out : on, lazy ? on : out};
    }
  }

  // A body of one character always moves on.
  void Loop(const std::vector<RegexStep>& body, uint32_t begin, bool lazy) {
    const uint32_t split = Add(Kind::Split);
    const bool simple =
        body.size() == 1 && body.front().kind == Kind::Character;
    const uint32_t slot = simple ? 0 : slots_++;
    if (!simple) {
      Add(Kind::Mark, slot);
    }
    Append(body, begin);
    if (!simple) {
      Add(Kind::Moved, slot);
    }
    Add(Kind::Jump, split);
    Lead(split, split + 1, Here(), lazy);
  }

  void Append(const std::vector<RegexStep>& body, uint32_t begin) {
    const uint32_t by = Here() - begin;
    for (RegexStep step : body) {
      MoveOn(step, begin, by);
      Add(step.kind, step.a, step.b);
    }
  }

  // False when the brace is a brace.
  bool Times(uint32_t& least, uint32_t& most) {
    const size_t end = rest_.find('}');
    const std::string_view inside =
        rest_.substr(1, end == std::string_view::npos ? 0 : end - 1);
    const bool numbers =
        !inside.empty() && inside != "," &&
        inside.find_first_not_of("0123456789,") == std::string_view::npos &&
        std::ranges::count(inside, ',') <= 1 && inside.size() < 8;
    if (!numbers) {
      AddOne('{');
      rest_.remove_prefix(1);
      return false;
    }
    const size_t comma = inside.find(',');
    least = static_cast<uint32_t>(std::strtoul(
        std::string(inside.substr(0, comma)).c_str(), nullptr, 10));
    const std::string last(
        comma == std::string_view::npos ? inside : inside.substr(comma + 1));
    most = last.empty()
               ? kNoEnd
               : static_cast<uint32_t>(std::strtoul(last.c_str(), nullptr, 10));
    rest_.remove_prefix(end + 1);
    return true;
  }

  std::string_view rest_;
  Regex regex_;
  uint32_t slots_ = 0;
  // What it matches hangs on more than one character.
  bool several_ = false;
  bool failed_ = false;
};

}  // namespace

std::optional<Regex> ReadRegex(std::string_view pattern, RegexFlags flags) {
  return Reader(pattern, flags).Read();
}

}  // namespace pgpact
