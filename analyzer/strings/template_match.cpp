// MatchTemplate: a set-of-offsets simulation. For every node and every offset
// the offsets at which the node can end are computed once; a Repeat is a
// closure over its body.
#include "analyzer/strings/template_match.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

#include "analyzer/base/overloaded.h"

namespace pgpact {

namespace {

// Sorted offsets, each once.
using Offsets = std::vector<uint32_t>;

constexpr uint32_t kMaximumDepth = 2000;

void Normalize(Offsets& offsets) {
  std::ranges::sort(offsets);
  const auto rest = std::ranges::unique(offsets);
  offsets.erase(rest.begin(), rest.end());
}

class Matcher {
 public:
  Matcher(const Template& pattern, std::string_view text)
      : pattern_(pattern), text_(text) {}

  // Where `id` can end when it begins at one of `starts`.
  Offsets EndsFrom(TemplateId id, const Offsets& starts) {
    Offsets ends;
    for (const uint32_t start : starts) {
      const Offsets& from = Ends(id, start);
      ends.insert(ends.end(), from.begin(), from.end());
    }
    Normalize(ends);
    return ends;
  }

 private:
  const Offsets& Ends(TemplateId id, uint32_t start) {
    const auto key = std::make_pair(id.index, start);
    const auto known = memo_.find(key);
    if (known != memo_.end()) {
      return known->second;
    }
    Offsets ends;
    if (depth_ < kMaximumDepth) {
      ++depth_;
      ends = Compute(id, start);
      --depth_;
    } else {
      ends = EndsOfAnything(start);
    }
    return memo_.emplace(key, std::move(ends)).first->second;
  }

  Offsets Compute(TemplateId id, uint32_t start) {
    return std::visit(
        Overloaded{
            [&](const FixedText& fixed) {
              const std::string& wanted = fixed.text.text;
              return text_.substr(start, wanted.size()) == wanted
                         ? Offsets{start + static_cast<uint32_t>(wanted.size())}
                         : Offsets{};
            },
            [&](const Hole& hole) { return EndsOfHole(hole, start); },
            [&](const Sequence& sequence) {
              Offsets at{start};
              for (const TemplateId part : sequence.parts) {
                at = EndsFrom(part, at);
              }
              return at;
            },
            [&](const Choose& choose) {
              Offsets ends;
              for (const TemplateId option : choose.options) {
                const Offsets& from = Ends(option, start);
                ends.insert(ends.end(), from.begin(), from.end());
              }
              Normalize(ends);
              return ends;
            },
            [&](const Repeat& repeat) { return EndsOfRepeat(repeat, start); }},
        pattern_.node(id).node);
  }

  Offsets EndsOfAnything(uint32_t start) const {
    Offsets ends;
    for (uint32_t end = start; end <= text_.size(); ++end) {
      ends.push_back(end);
    }
    return ends;
  }

  Offsets EndsOfHole(const Hole& hole, uint32_t start) const {
    if (hole.form != HoleForm::Number) {
      return EndsOfAnything(start);
    }
    Offsets ends;
    uint32_t end = start;
    while (end < text_.size() &&
           (std::isalnum(static_cast<unsigned char>(text_[end])) != 0 ||
            text_[end] == '.' || text_[end] == '-' || text_[end] == '+' ||
            text_[end] == ',' || text_[end] == '_' || text_[end] == ' ')) {
      ends.push_back(++end);
    }
    return ends;
  }

  Offsets EndsOfRepeat(const Repeat& repeat, uint32_t start) {
    Offsets ends;
    if (repeat.minimum == 0) {
      ends.push_back(start);
    }
    Offsets reached{start};
    Offsets fresh = EndsFrom(repeat.body, reached);
    Offsets seen;
    for (uint32_t times = 1; !fresh.empty(); ++times) {
      if (times >= repeat.minimum) {
        ends.insert(ends.end(), fresh.begin(), fresh.end());
      }
      Offsets next = EndsFrom(repeat.body, EndsFrom(repeat.separator, fresh));
      if (times >= repeat.minimum) {
        seen.insert(seen.end(), fresh.begin(), fresh.end());
        Normalize(seen);
        Offsets unseen;
        std::ranges::set_difference(next, seen, std::back_inserter(unseen));
        next = std::move(unseen);
      }
      fresh = std::move(next);
    }
    Normalize(ends);
    return ends;
  }

  const Template& pattern_;
  std::string_view text_;
  std::map<std::pair<uint32_t, uint32_t>, Offsets> memo_;
  uint32_t depth_ = 0;
};

}  // namespace

bool MatchTemplate(const Template& pattern, std::string_view text) {
  if (pattern.nodes.empty()) {
    return text.empty();
  }
  Matcher matcher(pattern, text);
  const Offsets ends = matcher.EndsFrom(pattern.root(), {0});
  return std::ranges::binary_search(ends, static_cast<uint32_t>(text.size()));
}

}  // namespace pgpact
