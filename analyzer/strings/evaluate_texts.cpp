// Evaluator: methods of texts, on every option of a choice and on each part
// of a text that is known in parts.
#include <algorithm>
#include <cctype>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

namespace {

constexpr std::string_view kBlanks = " \t\n\r\f\v";
// Different parts of one text that a method is followed into.
constexpr size_t kMostParts = 4'000;

char Changed(char c, TextOperation operation) {
  const auto byte = static_cast<unsigned char>(c);
  return static_cast<char>(operation == TextOperation::Upper
                               ? std::toupper(byte)
                               : std::tolower(byte));
}

// Lines without the white space that all of them begin with.
MappedText Dedented(const MappedText& text) {
  const std::string_view whole = text.text;
  size_t margin = std::string_view::npos;
  for (size_t at = 0; at < whole.size();) {
    const size_t end = std::min(whole.find('\n', at), whole.size());
    const std::string_view line = whole.substr(at, end - at);
    const size_t first = line.find_first_not_of(" \t");
    if (first != std::string_view::npos) {
      margin = std::min(margin, first);
    }
    at = end + 1;
  }
  margin = margin == std::string_view::npos ? 0 : margin;
  MappedText result;
  for (size_t at = 0; at < whole.size();) {
    const size_t end = std::min(whole.find('\n', at), whole.size());
    const size_t begin = std::min(at + margin, end);
    const size_t stop = std::min(end + 1, whole.size());
    result.Append(text.Slice(
        {static_cast<uint32_t>(begin), static_cast<uint32_t>(stop)}));
    at = end + 1;
  }
  return result;
}

MappedText Replaced(const MappedText& text, std::string_view from,
                    const MappedText& to) {
  MappedText result;
  size_t at = 0;
  while (true) {
    const size_t found = text.text.find(from, at);
    if (found == std::string::npos) {
      break;
    }
    result.Append(
        text.Slice({static_cast<uint32_t>(at), static_cast<uint32_t>(found)}));
    result.Append(to);
    at = found + from.size();
  }
  result.Append(text.Slice(
      {static_cast<uint32_t>(at), static_cast<uint32_t>(text.text.size())}));
  return result;
}

}  // namespace

MappedText ValueTools::TextOf(AbstractId fixed) const {
  const FixedPart& part = store_.fixed(fixed);
  return part.text->Slice(part.range);
}

AbstractId Evaluator::OperateOnText(TextOperation operation,
                                    AbstractId receiver,
                                    const Arguments& arguments,
                                    const CallSite& site) {
  TextChange change{operation, arguments, site, {}};
  return ChangeText(receiver, change);
}

// A part that occurs again and again is changed once: texts that are made of
// themselves in loops have more ways through them than can be walked.
AbstractId Evaluator::ChangeText(AbstractId receiver, TextChange& change) {
  const uint64_t key = (uint64_t{receiver.index} << 8U) |
                       static_cast<uint64_t>(change.operation);
  if (const auto found = change.done.find(key); found != change.done.end()) {
    return found->second;
  }
  if (change.done.size() >= kMostParts) {
    return MakeHole(UnknownReason::LimitReached, "",
                    change.site.location.range);
  }
  ++steps_;
  const AbstractId changed = ChangeTextOnce(receiver, change);
  change.done.emplace(key, changed);
  return changed;
}

AbstractId Evaluator::ChangeTextOnce(AbstractId receiver, TextChange& change) {
  switch (store_.kind(receiver)) {
    case AbstractKind::Fixed:
      return ChangeFixed(receiver, change);
    case AbstractKind::Choose: {
      std::vector<AbstractId> changed;
      const std::vector<AbstractId> options(store_.parts(receiver).begin(),
                                            store_.parts(receiver).end());
      for (const AbstractId option : options) {
        if (store_.kind(option) != AbstractKind::None) {
          changed.push_back(ChangeText(option, change));
        }
      }
      return store_.MakeChoose(changed);
    }
    case AbstractKind::Sequence:
    case AbstractKind::Repeat:
      return ChangeParts(receiver, change);
    case AbstractKind::Hole: {
      const Hole& hole = store_.hole(receiver);
      return store_.MakeHole(hole);
    }
    default:
      return Derived(receiver, UnknownReason::UnknownCall, "",
                     change.site.location.range);
  }
}

AbstractId Evaluator::ChangeParts(AbstractId receiver, TextChange& change) {
  using enum TextOperation;
  const TextOperation operation = change.operation;
  const AbstractNode node = store_.node(receiver);
  const bool every = operation == Upper || operation == Lower ||
                     operation == Replace || operation == Title;
  if (node.kind == AbstractKind::Repeat) {
    if (!every) {
      return receiver;
    }
    const AbstractId body = ChangeText({node.a}, change);
    const AbstractId separator = ChangeText({node.b}, change);
    return store_.MakeRepeat(body, separator, node.c);
  }
  std::vector<AbstractId> parts(store_.parts(receiver).begin(),
                                store_.parts(receiver).end());
  if (every) {
    for (AbstractId& part : parts) {
      part = ChangeText(part, change);
    }
    return store_.MakeSequence(parts);
  }
  if (operation == Strip || operation == StripLeft ||
      operation == RemovePrefix) {
    change.operation = operation == Strip ? StripLeft : operation;
    parts.front() = ChangeText(parts.front(), change);
  }
  if (operation == Strip || operation == StripRight ||
      operation == RemoveSuffix) {
    change.operation = operation == Strip ? StripRight : operation;
    parts.back() = ChangeText(parts.back(), change);
  }
  change.operation = operation;
  return store_.MakeSequence(parts);
}

AbstractId Evaluator::ChangeFixed(AbstractId receiver,
                                  const TextChange& change) {
  const TextOperation operation = change.operation;
  const Arguments& arguments = change.arguments;
  const CallSite& site = change.site;
  MappedText text = TextOf(receiver);
  using enum TextOperation;
  switch (operation) {
    case Strip:
    case StripLeft:
    case StripRight:
      return StripFixed(operation, text, arguments);
    case Dedent:
      return store_.MakeOwned(Dedented(text));
    case Upper:
    case Lower:
      for (char& c : text.text) {
        c = Changed(c, operation);
      }
      return store_.MakeOwned(std::move(text));
    case Title:
    case Indent:
      return operation == Indent ? receiver
                                 : MakeHole(UnknownReason::UnknownCall,
                                            text.text, site.location.range);
    case Replace:
      return ReplaceFixed(receiver, text, arguments, site);
    case RemovePrefix:
    case RemoveSuffix: {
      const auto part = store_.AsFixed(Argument0(arguments));
      if (!part) {
        return receiver;
      }
      const auto size = static_cast<uint32_t>(text.text.size());
      const auto cut = static_cast<uint32_t>(part->size());
      if (operation == RemovePrefix && text.text.starts_with(*part)) {
        return store_.MakeOwned(text.Slice({cut, size}));
      }
      if (operation == RemoveSuffix && text.text.ends_with(*part)) {
        return store_.MakeOwned(text.Slice({0, size - cut}));
      }
      return receiver;
    }
    default:
      return receiver;
  }
}

AbstractId Evaluator::StripFixed(TextOperation operation,
                                 const MappedText& text,
                                 const Arguments& arguments) {
  std::string_view characters = kBlanks;
  if (!arguments.positional.empty()) {
    if (const auto given = store_.AsFixed(arguments.positional[0])) {
      characters = *given;
    }
  }
  size_t begin = 0;
  size_t end = text.text.size();
  if (operation != TextOperation::StripRight) {
    begin = std::min(text.text.find_first_not_of(characters), end);
  }
  if (operation != TextOperation::StripLeft) {
    const size_t last = text.text.find_last_not_of(characters);
    end = last == std::string::npos ? begin : std::max(last + 1, begin);
  }
  return store_.MakeOwned(
      text.Slice({static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}));
}

AbstractId Evaluator::ReplaceFixed(AbstractId receiver, const MappedText& text,
                                   const Arguments& arguments,
                                   const CallSite& site) {
  if (arguments.positional.size() < 2) {
    return receiver;
  }
  const auto from = store_.AsFixed(arguments.positional[0]);
  if (!from || from->empty()) {
    return MakeHole(UnknownReason::UnknownCall, "", site.location.range);
  }
  const std::string wanted(*from);
  if (text.text.find(wanted) == std::string::npos) {
    return receiver;
  }
  const AbstractId to = ToText(arguments.positional[1], site.location.range);
  if (store_.kind(to) == AbstractKind::Fixed) {
    return store_.MakeOwned(Replaced(text, wanted, TextOf(to)));
  }
  // The text around each place, and the value in it.
  std::vector<AbstractId> parts;
  size_t at = 0;
  while (true) {
    const size_t found = text.text.find(wanted, at);
    const size_t end = std::min(found, text.text.size());
    parts.push_back(store_.MakeOwned(
        text.Slice({static_cast<uint32_t>(at), static_cast<uint32_t>(end)})));
    if (found == std::string::npos) {
      break;
    }
    parts.push_back(to);
    at = found + wanted.size();
  }
  return store_.MakeSequence(parts);
}

// A text that is known in parts: what is not known is taken to hold no
// separator.
AbstractId Evaluator::SplitParts(AbstractId subject, std::string_view by) {
  std::vector<AbstractId> items;
  std::vector<AbstractId> item;
  std::vector<AbstractId> stack{subject};
  const std::string separator(by);
  while (!stack.empty()) {
    const AbstractId next = stack.back();
    stack.pop_back();
    if (store_.kind(next) == AbstractKind::Sequence) {
      const auto parts = store_.parts(next);
      stack.insert(stack.end(), parts.rbegin(), parts.rend());
      continue;
    }
    if (store_.kind(next) != AbstractKind::Fixed) {
      item.push_back(next);
      continue;
    }
    const MappedText text = TextOf(next);
    size_t at = 0;
    for (size_t end = text.text.find(separator); end != std::string::npos;
         end = text.text.find(separator, at)) {
      item.push_back(store_.MakeOwned(
          text.Slice({static_cast<uint32_t>(at), static_cast<uint32_t>(end)})));
      items.push_back(store_.MakeSequence(item));
      item.clear();
      at = end + separator.size();
    }
    item.push_back(store_.MakeOwned(text.Slice(
        {static_cast<uint32_t>(at), static_cast<uint32_t>(text.text.size())})));
  }
  items.push_back(store_.MakeSequence(item));
  return NewList(store_.MakeParts(AbstractKind::Items, items));
}

AbstractId Evaluator::SplitText(TextOperation operation, AbstractId subject,
                                const Arguments& arguments,
                                const CallSite& site) {
  const TextRange range = site.location.range;
  std::vector<AbstractId> items;
  const auto separator = arguments.positional.empty()
                             ? std::optional<std::string_view>()
                             : store_.AsFixed(arguments.positional[0]);
  const bool known = arguments.positional.empty() || separator;
  if (store_.kind(subject) == AbstractKind::Sequence && known &&
      (operation == TextOperation::SplitLines || separator)) {
    return SplitParts(subject, separator ? *separator : "\n");
  }
  if (store_.kind(subject) == AbstractKind::Choose) {
    std::vector<AbstractId> lists;
    const std::vector<AbstractId> options(store_.parts(subject).begin(),
                                          store_.parts(subject).end());
    for (const AbstractId option : options) {
      if (store_.kind(option) != AbstractKind::None) {
        lists.push_back(SplitText(operation, option, arguments, site));
      }
    }
    return store_.MakeChoose(lists);
  }
  if (store_.kind(subject) != AbstractKind::Fixed || !known ||
      arguments.positional.size() > 1) {
    const AbstractId any =
        store_.IsHole(subject)
            ? subject
            : Derived(subject, UnknownReason::Slice, "", range);
    items.push_back(store_.Make({AbstractKind::AnyTimes, any.index}));
    return NewList(store_.MakeParts(AbstractKind::Items, items));
  }
  const MappedText text = TextOf(subject);
  const bool lines = operation == TextOperation::SplitLines;
  const std::string by(lines ? "\n" : separator ? *separator : "");
  size_t at = 0;
  while (at <= text.text.size()) {
    size_t end = by.empty() ? text.text.find_first_of(kBlanks, at)
                            : text.text.find(by, at);
    end = std::min(end, text.text.size());
    const bool nothing = end == at && (by.empty() || lines);
    if (!nothing || (lines && end < text.text.size())) {
      items.push_back(store_.MakeOwned(
          text.Slice({static_cast<uint32_t>(at), static_cast<uint32_t>(end)})));
    }
    at = end + std::max<size_t>(by.size(), 1);
  }
  return NewList(store_.MakeParts(AbstractKind::Items, items));
}

AbstractId Evaluator::EvaluateSlice(const Slice& node, TextRange range) {
  const AbstractId object = EvaluateValue(node.object);
  const auto bound =
      [&](const std::optional<ValueId>& id) -> std::optional<long> {
    if (!id) {
      return std::nullopt;
    }
    const auto text = KeyText(EvaluateValue(*id));
    return text && !text->starts_with('\'')
               ? std::optional(std::strtol(text->c_str(), nullptr, 10))
               : std::nullopt;
  };
  const std::optional<long> begin = bound(node.begin);
  const std::optional<long> end = bound(node.end);
  const bool known = (!node.begin || begin) && (!node.end || end);
  const auto elements = KnownElements(object);
  const auto clamp = [](long at, long size) {
    return std::clamp(at < 0 ? at + size : at, 0L, size);
  };
  if (known && elements) {
    const auto size = static_cast<long>(elements->size());
    const long from = clamp(begin.value_or(0), size);
    const long to = std::max(clamp(end.value_or(size), size), from);
    const std::vector<AbstractId> part(elements->begin() + from,
                                       elements->begin() + to);
    return NewList(store_.MakeParts(AbstractKind::Items, part));
  }
  const AbstractKind kind = store_.kind(object);
  if (kind == AbstractKind::List || kind == AbstractKind::Tuple) {
    const AbstractId any = AnyElement(object, range, NameOf(node.object));
    const AbstractId items[] = {
        store_.Make({AbstractKind::AnyTimes, any.index})};
    return NewList(store_.MakeParts(AbstractKind::Items, items));
  }
  if (known && kind == AbstractKind::Fixed) {
    const MappedText text = TextOf(object);
    const auto size = static_cast<long>(text.text.size());
    const long from = clamp(begin.value_or(0), size);
    const long to = std::max(clamp(end.value_or(size), size), from);
    return store_.MakeOwned(
        text.Slice({static_cast<uint32_t>(from), static_cast<uint32_t>(to)}));
  }
  if (const auto cut = CutEnd(object, begin, end)) {
    return *cut;
  }
  return Derived(object, UnknownReason::Slice, NameOf(node.object), range);
}

// `text[:-2]` of a text whose last part is long enough.
std::optional<AbstractId> Evaluator::CutEnd(AbstractId text,
                                            std::optional<long> begin,
                                            std::optional<long> end) {
  if (begin || !end || *end >= 0) {
    return std::nullopt;
  }
  const auto size = static_cast<uint32_t>(-*end);
  switch (store_.kind(text)) {
    case AbstractKind::Fixed: {
      const MappedText whole = TextOf(text);
      const auto length = static_cast<uint32_t>(whole.text.size());
      if (length < size) {
        return std::nullopt;
      }
      return store_.MakeOwned(whole.Slice({0, length - size}));
    }
    case AbstractKind::Sequence: {
      std::vector<AbstractId> parts(store_.parts(text).begin(),
                                    store_.parts(text).end());
      const auto last = CutEnd(parts.back(), begin, end);
      if (!last) {
        return std::nullopt;
      }
      parts.back() = *last;
      return store_.MakeSequence(parts);
    }
    case AbstractKind::Repeat: {
      // (body)* without its end: (body)* body', or nothing at all.
      const AbstractNode node = store_.node(text);
      const auto last = CutEnd({node.a}, begin, end);
      if (!last || AbstractId{node.b} != store_.empty()) {
        return std::nullopt;
      }
      return OrNothing(store_.Concat(text, *last));
    }
    default:
      return std::nullopt;
  }
}

}  // namespace pgpact
