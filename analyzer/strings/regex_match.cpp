// FindMatches: runs the steps of a pattern over a text, going back where they
// lead nowhere.
#include <algorithm>
#include <utility>

#include "analyzer/strings/regex.h"
#include "analyzer/text/characters.h"

namespace pgpact {

namespace {

constexpr uint64_t kMostTries = 2'000'000;
constexpr size_t kMostBack = 200'000;
constexpr uint32_t kUnset = 0xFFFFFFFF;
constexpr uint32_t kDeepest = 20;

using Kind = RegexStep::Kind;

char32_t Lower(char32_t c) {
  return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

char32_t Upper(char32_t c) {
  return c >= 'a' && c <= 'z' ? c - 32 : c;
}

bool IsWord(char32_t c) {
  return (c >= '0' && c <= '9') || (Lower(c) >= 'a' && Lower(c) <= 'z') ||
         c == '_';
}

// A text as characters, each with where its bytes begin.
struct Characters {
  std::vector<char32_t> values;
  std::vector<uint32_t> begins;
};

Characters Decode(std::string_view text) {
  Characters decoded;
  for (std::string_view rest = text; !rest.empty();) {
    decoded.begins.push_back(static_cast<uint32_t>(text.size() - rest.size()));
    decoded.values.push_back(TakeCharacter(rest));
  }
  decoded.begins.push_back(static_cast<uint32_t>(text.size()));
  return decoded;
}

class Matcher {
 public:
  Matcher(const Regex& regex, const std::vector<char32_t>& text)
      : regex_(regex), text_(text), slots_(regex.slots, kUnset) {}

  bool failed() const { return failed_; }
  const std::vector<uint32_t>& slots() const { return slots_; }

  // Whether it matches from `begin`; not with nothing where `some` says so.
  bool MatchesAt(uint32_t begin, bool some) {
    std::ranges::fill(slots_, kUnset);
    some_from_ = some ? begin : kUnset;
    return Run(0, begin, 0);
  }

 private:
  // To go on with when what is tried fails: a step, or a slot's value.
  struct Back {
    bool slot = false;
    uint32_t step = 0;
    uint32_t place = 0;
  };

  bool Has(const RegexSet& set, char32_t c) const {
    const auto in = [&set](char32_t one) {
      return std::ranges::any_of(set.ranges, [one](const auto& range) {
        return one >= range.first && one <= range.second;
      });
    };
    const bool there = regex_.flags.ignore_case
                           ? in(c) || in(Lower(c)) || in(Upper(c))
                           : in(c);
    return there != set.negated;
  }

  bool IsEdge(uint32_t at) const {
    const bool before = at > 0 && IsWord(text_[at - 1]);
    const bool after = at < text_.size() && IsWord(text_[at]);
    return before != after;
  }

  bool Holds(Kind kind, uint32_t at) const {
    const bool lines = regex_.flags.multi_line;
    const auto size = static_cast<uint32_t>(text_.size());
    switch (kind) {
      case Kind::Begin:
        return at == 0 || (lines && text_[at - 1] == '\n');
      case Kind::End:
        return at == size || (at + 1 == size && text_[at] == '\n') ||
               (lines && text_[at] == '\n');
      case Kind::TextBegin:
        return at == 0;
      case Kind::TextEnd:
        return at == size;
      case Kind::WordEdge:
        return IsEdge(at);
      default:
        return !IsEdge(at);
    }
  }

  void SetSlot(uint32_t slot, uint32_t place, std::vector<Back>& back) {
    back.push_back({true, slot, slots_[slot]});
    slots_[slot] = place;
  }

  // Takes back what was set since the last place to go on from.
  bool GoBack(std::vector<Back>& back, uint32_t& step, uint32_t& at) {
    while (!back.empty()) {
      const Back last = back.back();
      back.pop_back();
      if (!last.slot) {
        step = last.step;
        at = last.place;
        return true;
      }
      slots_[last.step] = last.place;
    }
    return false;
  }

  // Whether what `step` stands for lets the match go on; moves both.
  bool Try(uint32_t& step, uint32_t& at, std::vector<Back>& back,
           uint32_t depth) {
    const RegexStep& now = regex_.steps[step];
    ++step;
    switch (now.kind) {
      case Kind::Character:
        return at < text_.size() && Has(regex_.sets[now.a], text_[at++]);
      case Kind::Split:
        back.push_back({false, now.b, at});
        step = now.a;
        return true;
      case Kind::Jump:
        step = now.a;
        return true;
      case Kind::Save:
      case Kind::Mark:
        SetSlot(now.a, at, back);
        return true;
      case Kind::Moved:
        // A turn that takes nothing is not followed.
        failed_ = failed_ || slots_[now.a] == at;
        return !failed_;
      case Kind::Ahead:
      case Kind::NotAhead: {
        std::vector<uint32_t> held = slots_;
        const bool there = Run(step, at, depth + 1);
        const bool keeps = there && now.kind == Kind::Ahead;
        std::swap(held, slots_);
        for (uint32_t i = 0; keeps && i < held.size(); ++i) {
          if (slots_[i] != held[i]) {
            SetSlot(i, held[i], back);
          }
        }
        step = now.a;
        return there == (now.kind == Kind::Ahead);
      }
      default:
        return Holds(now.kind, at);
    }
  }

  bool Run(uint32_t step, uint32_t at, uint32_t depth) {
    std::vector<Back> back;
    while (true) {
      if (++tries_ > kMostTries || back.size() > kMostBack ||
          depth > kDeepest) {
        failed_ = true;
        return false;
      }
      if (regex_.steps[step].kind == Kind::Match) {
        if (depth > 0 || at != some_from_) {
          return true;
        }
      } else if (Try(step, at, back, depth)) {
        continue;
      }
      if (failed_ || !GoBack(back, step, at)) {
        return false;
      }
    }
  }

  const Regex& regex_;
  const std::vector<char32_t>& text_;
  std::vector<uint32_t> slots_;
  uint32_t some_from_ = kUnset;
  uint64_t tries_ = 0;
  bool failed_ = false;
};

// Classes and letters of either case say nothing certain beyond ASCII.
bool IsCertain(const Regex& regex, const Characters& text) {
  const bool beyond =
      std::ranges::any_of(text.values, [](char32_t c) { return c >= 0x80; });
  const bool named =
      regex.flags.ignore_case ||
      std::ranges::any_of(regex.sets, &RegexSet::named) ||
      std::ranges::any_of(regex.steps, [](const RegexStep& step) {
        return step.kind == Kind::WordEdge || step.kind == Kind::NotWordEdge;
      });
  return !beyond || !named;
}

RegexMatch MatchOf(const Regex& regex, const Matcher& matcher,
                   const Characters& text) {
  RegexMatch match;
  const std::vector<uint32_t>& slots = matcher.slots();
  for (size_t group = 0; group <= regex.groups; ++group) {
    const uint32_t begin = slots[2 * group];
    const uint32_t end = slots[2 * group + 1];
    match.push_back(
        begin == kUnset || end == kUnset
            ? std::nullopt
            : std::optional(TextRange{text.begins[begin], text.begins[end]}));
  }
  return match;
}

}  // namespace

std::optional<std::vector<RegexMatch>> FindMatches(const Regex& regex,
                                                   std::string_view text) {
  const Characters decoded = Decode(text);
  if (!IsCertain(regex, decoded)) {
    return std::nullopt;
  }
  std::vector<RegexMatch> found;
  Matcher matcher(regex, decoded.values);
  bool some = false;
  for (uint32_t at = 0; at <= decoded.values.size();) {
    const bool matches = matcher.MatchesAt(at, some);
    if (matcher.failed()) {
      return std::nullopt;
    }
    some = false;
    if (!matches) {
      ++at;
      continue;
    }
    found.push_back(MatchOf(regex, matcher, decoded));
    const uint32_t end = matcher.slots()[1];
    // After a match of nothing the next one takes something.
    some = end == at;
    at = end;
  }
  return found;
}

}  // namespace pgpact
