#include "analyzer/strings/expand.h"

#include <algorithm>
#include <map>
#include <optional>

#include "analyzer/base/overloaded.h"

namespace pgpact {

namespace {

constexpr std::string_view kMarkerBegin = "pgpact_hole_";

// Which option each Choose takes and how often each Repeat occurs, by node.
using Choices = std::vector<uint32_t>;

// A node with alternatives, and the alternative of another node within which
// it stands (its own index when it stands free).
struct Fork {
  uint32_t node = 0;
  uint32_t alternatives = 0;
  uint32_t parent = UINT32_MAX;
  uint32_t parent_alternative = 0;
};

// The counts of a Repeat by alternative: the fullest first.
uint32_t RepeatCount(const Repeat& repeat, uint32_t alternative) {
  const uint32_t least = std::min(repeat.minimum, 2U);
  constexpr uint32_t kMost = 2;
  return std::max(least, kMost - std::min(alternative, kMost));
}
uint32_t RepeatAlternatives(const Repeat& repeat) {
  return 3 - std::min(repeat.minimum, 2U);
}

// Finds the forks that can be reached from the root, outer before inner.
class ForkFinder {
 public:
  explicit ForkFinder(const Template& shown)
      : template_(shown), seen_(shown.nodes.size(), 0) {}

  std::vector<Fork> Run() {
    stack_.push_back({template_.root().index, UINT32_MAX, 0});
    while (!stack_.empty()) {
      const Visit visit = stack_.back();
      stack_.pop_back();
      if (seen_[visit.node] != 0) {
        continue;
      }
      seen_[visit.node] = 1;
      std::visit(
          Overloaded{[](const FixedText&) {}, [](const Hole&) {},
                     [&](const Sequence& sequence) {
                       for (size_t i = sequence.parts.size(); i > 0; --i) {
                         stack_.push_back({sequence.parts[i - 1].index,
                                           visit.parent, visit.alternative});
                       }
                     },
                     [&](const Choose& choose) { VisitChoose(visit, choose); },
                     [&](const Repeat& repeat) { VisitRepeat(visit, repeat); }},
          template_.nodes[visit.node].node);
    }
    return std::move(forks_);
  }

 private:
  struct Visit {
    uint32_t node = 0;
    uint32_t parent = UINT32_MAX;
    uint32_t alternative = 0;
  };
  void VisitChoose(const Visit& visit, const Choose& choose) {
    const auto count = static_cast<uint32_t>(choose.options.size());
    forks_.push_back({visit.node, count, visit.parent, visit.alternative});
    for (uint32_t i = count; i > 0; --i) {
      stack_.push_back({choose.options[i - 1].index, visit.node, i - 1});
    }
  }
  void VisitRepeat(const Visit& visit, const Repeat& repeat) {
    forks_.push_back({visit.node, RepeatAlternatives(repeat), visit.parent,
                      visit.alternative});
    stack_.push_back({repeat.separator.index, visit.node, 0});
    stack_.push_back({repeat.body.index, visit.node, 0});
  }

  const Template& template_;
  std::vector<char> seen_;
  std::vector<Visit> stack_;
  std::vector<Fork> forks_;
};

// Writes the text that one set of choices gives.
class Writer {
 public:
  Writer(const Template& shown, const Choices& choices, uint32_t bytes)
      : template_(shown), choices_(choices), bytes_(bytes) {}

  // Nothing when the text would be too long.
  std::optional<MarkedText> Run() {
    std::vector<uint32_t> stack = {template_.root().index};
    while (!stack.empty()) {
      const uint32_t node = stack.back();
      stack.pop_back();
      Write(node, stack);
      if (text_.text.text.size() > bytes_ || stack.size() > bytes_) {
        return std::nullopt;
      }
    }
    return std::move(text_);
  }

  bool thinned() const { return thinned_; }

 private:
  bool IsEmpty(TemplateId id) const {
    const auto* fixed = std::get_if<FixedText>(&template_.node(id).node);
    return fixed != nullptr && fixed->text.text.empty();
  }

  void Write(uint32_t node, std::vector<uint32_t>& stack) {
    std::visit(
        Overloaded{
            [&](const FixedText& fixed) { text_.text.Append(fixed.text); },
            [&](const Hole& hole) { WriteHole(hole); },
            [&](const Sequence& sequence) {
              for (size_t i = sequence.parts.size(); i > 0; --i) {
                stack.push_back(sequence.parts[i - 1].index);
              }
            },
            [&](const Choose& choose) {
              if (!choose.options.empty()) {
                const TemplateId option = choose.options[choices_[node]];
                thinned_ = thinned_ || IsEmpty(option);
                stack.push_back(option.index);
              }
            },
            [&](const Repeat& repeat) {
              const uint32_t count = RepeatCount(repeat, choices_[node]);
              thinned_ = thinned_ || count == 0;
              for (uint32_t i = 0; i < count; ++i) {
                if (i > 0) {
                  stack.push_back(repeat.separator.index);
                }
                stack.push_back(repeat.body.index);
              }
            }},
        template_.nodes[node].node);
  }

  void WriteHole(const Hole& hole) {
    const auto number = static_cast<uint32_t>(text_.holes.size() + 1);
    std::string marker = HoleMarker(number);
    const auto begin = static_cast<uint32_t>(text_.text.text.size());
    text_.text.Append(marker, hole.location);
    const auto end = static_cast<uint32_t>(text_.text.text.size());
    text_.holes.push_back({std::move(marker), {begin, end}, hole});
  }

  const Template& template_;
  const Choices& choices_;
  uint32_t bytes_;
  MarkedText text_;
  bool thinned_ = false;
};

// Which sets of choices are written: all when they are few; otherwise
// everything, nothing, one text an alternative (all forks turned together),
// what that leaves out, and each alternative alone as far as the limit goes.
class Plan {
 public:
  Plan(const Template& shown, const ExpansionLimits& limits)
      : template_(shown), limits_(limits), forks_(ForkFinder(shown).Run()) {
    for (const Fork& fork : forks_) {
      by_node_[fork.node] = &fork;
    }
  }

  std::vector<Choices> Run(bool& bounded) {
    uint64_t combinations = 1;
    for (const Fork& fork : forks_) {
      combinations *= std::max(1U, fork.alternatives);
      if (combinations > limits_.texts) {
        bounded = true;
        return Some();
      }
    }
    return All(combinations);
  }

  std::vector<ForkChoice> ChoicesOf(const Choices& choices) const {
    std::vector<ForkChoice> taken;
    for (const Fork& fork : forks_) {
      if (Reaches(choices, fork)) {
        taken.push_back({fork.node, choices[fork.node]});
      }
    }
    return taken;
  }

 private:
  Choices Start() const { return Choices(template_.nodes.size(), 0); }

  std::vector<Choices> All(uint64_t combinations) const {
    std::vector<Choices> all;
    for (uint64_t n = 0; n < combinations; ++n) {
      Choices choices = Start();
      uint64_t rest = n;
      for (const Fork& fork : forks_) {
        const uint64_t count = std::max(1U, fork.alternatives);
        choices[fork.node] = static_cast<uint32_t>(rest % count);
        rest /= count;
      }
      all.push_back(std::move(choices));
    }
    return all;
  }

  // The least text that a node can give.
  std::vector<uint64_t> LeastSizes() const {
    std::vector<uint64_t> sizes(template_.nodes.size(), 0);
    for (size_t i = 0; i < sizes.size(); ++i) {
      sizes[i] = std::visit(
          Overloaded{[](const FixedText& fixed) -> uint64_t {
                       return fixed.text.text.size();
                     },
                     [](const Hole&) -> uint64_t { return 1; },
                     [&](const Sequence& sequence) {
                       uint64_t sum = 0;
                       for (const TemplateId part : sequence.parts) {
                         sum += sizes[part.index];
                       }
                       return sum;
                     },
                     [&](const Choose& choose) -> uint64_t {
                       uint64_t least = UINT64_MAX;
                       for (const TemplateId option : choose.options) {
                         least = std::min(least, sizes[option.index]);
                       }
                       return choose.options.empty() ? 0 : least;
                     },
                     [&](const Repeat& repeat) -> uint64_t {
                       return repeat.minimum == 0 ? 0
                                                  : sizes[repeat.body.index];
                     }},
          template_.nodes[i].node);
    }
    return sizes;
  }

  // The alternative of each fork with the most text, or the least.
  Choices Extreme(bool fullest) const {
    const std::vector<uint64_t> sizes = LeastSizes();
    Choices choices = Start();
    for (const Fork& fork : forks_) {
      const auto* choose =
          std::get_if<Choose>(&template_.nodes[fork.node].node);
      if (choose == nullptr) {
        choices[fork.node] = fullest ? 0 : fork.alternatives - 1;
        continue;
      }
      for (uint32_t i = 1; i < fork.alternatives; ++i) {
        const uint64_t best = sizes[choose->options[choices[fork.node]].index];
        const uint64_t here = sizes[choose->options[i].index];
        if (fullest ? here > best && best == 0 : here < best) {
          choices[fork.node] = i;
        }
      }
    }
    return choices;
  }

  // Sets the alternative, and those of the forks around it that lead to it.
  void Select(Choices& choices, uint32_t node, uint32_t alternative) const {
    while (node != UINT32_MAX) {
      choices[node] = alternative;
      const auto found = by_node_.find(node);
      if (found == by_node_.end()) {
        return;
      }
      node = found->second->parent;
      alternative = found->second->parent_alternative;
    }
  }

  bool Reaches(const Choices& choices, const Fork& fork) const {
    uint32_t parent = fork.parent;
    uint32_t alternative = fork.parent_alternative;
    while (parent != UINT32_MAX) {
      const bool repeat =
          std::holds_alternative<Repeat>(template_.nodes[parent].node);
      const Fork& outer = *by_node_.at(parent);
      const bool inside = repeat ? choices[parent] + 1 < outer.alternatives ||
                                       outer.alternatives < 3
                                 : choices[parent] == alternative;
      if (!inside) {
        return false;
      }
      alternative = outer.parent_alternative;
      parent = outer.parent;
    }
    return true;
  }

  std::vector<Choices> Some() const {
    const Choices full = Extreme(true);
    const Choices empty = Extreme(false);
    std::vector<Choices> some = {full, empty};
    uint32_t most = 0;
    for (const Fork& fork : forks_) {
      most = std::max(most, fork.alternatives);
    }
    for (uint32_t turn = 0; turn < most; ++turn) {
      Choices turned = full;
      for (const Fork& fork : forks_) {
        turned[fork.node] = turn % std::max(1U, fork.alternatives);
      }
      some.push_back(std::move(turned));
    }
    AddMissing(full, some);
    for (const Fork& fork : forks_) {
      for (uint32_t i = 0; i < fork.alternatives; ++i) {
        if (some.size() >= limits_.texts) {
          return some;
        }
        Choices alone = empty;
        Select(alone, fork.node, i);
        some.push_back(std::move(alone));
      }
    }
    return some;
  }

  // Alternatives that no set so far reaches.
  void AddMissing(const Choices& full, std::vector<Choices>& some) const {
    std::map<std::pair<uint32_t, uint32_t>, bool> covered;
    const auto cover = [&](const Choices& choices) {
      for (const Fork& fork : forks_) {
        if (Reaches(choices, fork)) {
          covered[{fork.node, choices[fork.node]}] = true;
        }
      }
    };
    for (const Choices& choices : some) {
      cover(choices);
    }
    for (const Fork& fork : forks_) {
      for (uint32_t i = 0; i < fork.alternatives; ++i) {
        if (!covered[{fork.node, i}]) {
          Choices choices = full;
          Select(choices, fork.node, i);
          cover(choices);
          some.push_back(std::move(choices));
        }
      }
    }
  }

  const Template& template_;
  const ExpansionLimits& limits_;
  std::vector<Fork> forks_;
  std::map<uint32_t, const Fork*> by_node_;
};

bool SameText(const MarkedText& a, const MarkedText& b) {
  if (a.text.text != b.text.text) {
    return false;
  }
  const auto& left = a.text.map.pieces();
  const auto& right = b.text.map.pieces();
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const TextPiece& x, const TextPiece& y) {
                      return x.begin == y.begin && x.source == y.source;
                    });
}

}  // namespace

MarkedText MarkedText::Slice(TextRange range) const {
  MarkedText slice;
  slice.text = text.Slice(range);
  for (const HoleMark& hole : holes) {
    if (range.Contains(hole.range)) {
      slice.holes.push_back(hole);
      HoleMark& added = slice.holes.back();
      added.range.begin -= range.begin;
      added.range.end -= range.begin;
    }
  }
  return slice;
}

Expansion Expand(const Template& expanded, const ExpansionLimits& limits) {
  Expansion expansion;
  if (expanded.nodes.empty()) {
    return expansion;
  }
  Plan plan(expanded, limits);
  size_t bytes = 0;
  for (const Choices& choices : plan.Run(expansion.bounded)) {
    if (bytes > limits.all_bytes) {
      expansion.bounded = true;
      break;
    }
    Writer writer(expanded, choices, limits.text_bytes);
    std::optional<MarkedText> text = writer.Run();
    if (!text) {
      expansion.bounded = true;
      continue;
    }
    bytes += text->text.text.size();
    const auto known = std::find_if(
        expansion.texts.begin(), expansion.texts.end(),
        [&](const MarkedText& other) { return SameText(*text, other); });
    Variant variant{plan.ChoicesOf(choices), writer.thinned()};
    if (known != expansion.texts.end()) {
      const auto index = known - expansion.texts.begin();
      expansion.variants[static_cast<size_t>(index)].push_back(
          std::move(variant));
      continue;
    }
    expansion.texts.push_back(*std::move(text));
    expansion.variants.push_back({std::move(variant)});
  }
  return expansion;
}

std::string HoleMarker(uint32_t number) {
  return std::string(kMarkerBegin) + std::to_string(number) + "_";
}

namespace {

// The marker's length at the beginning of the text; 0 when there is none.
size_t MarkerLength(std::string_view text) {
  if (text.substr(0, kMarkerBegin.size()) != kMarkerBegin) {
    return 0;
  }
  size_t i = kMarkerBegin.size();
  while (i < text.size() && text[i] >= '0' && text[i] <= '9') {
    ++i;
  }
  return i > kMarkerBegin.size() && i < text.size() && text[i] == '_' ? i + 1
                                                                      : 0;
}

}  // namespace

bool IsWildName(std::string_view name) {
  for (size_t at = name.find(kMarkerBegin); at != std::string_view::npos;
       at = name.find(kMarkerBegin, at + 1)) {
    if (MarkerLength(name.substr(at)) > 0) {
      return true;
    }
  }
  return false;
}

std::string ShowWildName(std::string_view name) {
  std::string shown;
  size_t i = 0;
  while (i < name.size()) {
    const size_t length = MarkerLength(name.substr(i));
    if (length > 0) {
      shown += "{…}";
      i += length;
    } else {
      shown += name[i++];
    }
  }
  return shown;
}

}  // namespace pgpact
