// Evaluator: to which call a sink's text belongs, and the sinks as values.
#include <algorithm>
#include <set>

#include "analyzer/strings/evaluator.h"
#include "analyzer/strings/template_build.h"

namespace pgpact {

namespace {

constexpr uint32_t kPlaceDepth = 8;
constexpr size_t kMostPlaces = 512;
// Of one call; what comes further is told as one that is not known.
constexpr size_t kMostTexts = 1024;

}  // namespace

// Where what the value is made of stands in the sources.
void Evaluator::AddPlaces(AbstractId value, uint32_t depth,
                          std::vector<Location>& places) {
  if (depth > kPlaceDepth || places.size() > kMostPlaces ||
      value == store_.unset()) {
    return;
  }
  const AbstractNode node = store_.node(value);
  switch (node.kind) {
    case AbstractKind::Fixed: {
      const FixedPart& part = store_.fixed(value);
      for (const TextPiece& piece : part.text->map.pieces()) {
        places.push_back(piece.source);
      }
      break;
    }
    case AbstractKind::Hole:
      if (store_.hole(value).location != Location{}) {
        places.push_back(store_.hole(value).location);
      }
      break;
    case AbstractKind::Sequence:
    case AbstractKind::Choose:
    case AbstractKind::Items:
    case AbstractKind::Entries: {
      const std::vector<AbstractId> parts(store_.parts(value).begin(),
                                          store_.parts(value).end());
      for (const AbstractId part : parts) {
        // A chain of additions is deep but one text.
        AddPlaces(part, node.kind == AbstractKind::Sequence ? depth : depth + 1,
                  places);
        if (places.size() > kMostPlaces) {
          return;
        }
      }
      break;
    }
    case AbstractKind::Repeat:
      AddPlaces({node.a}, depth + 1, places);
      AddPlaces({node.b}, depth + 1, places);
      break;
    case AbstractKind::Optional:
    case AbstractKind::AnyTimes:
      AddPlaces({node.a}, depth + 1, places);
      break;
    case AbstractKind::List:
    case AbstractKind::Tuple:
    case AbstractKind::Set:
    case AbstractKind::Dictionary:
    case AbstractKind::TextBuilder:
      AddPlaces(cells_[Object(value).content.index], depth + 1, places);
      break;
    default:
      break;
  }
}

bool Evaluator::DependsOn(const PendingSink& sink,
                          const std::vector<Location>& places) {
  std::vector<Location> own;
  AddPlaces(sink.sql, 0, own);
  if (sink.schema) {
    AddPlaces(*sink.schema, 0, own);
  }
  for (const AbstractId column : sink.columns) {
    AddPlaces(column, 0, own);
  }
  return std::ranges::any_of(own, [&](const Location& place) {
    return std::ranges::any_of(places, [&](const Location& given) {
      return given.file == place.file && given.range.Contains(place.range);
    });
  });
}

void Evaluator::PassSinks(const std::vector<PendingSink>& sinks,
                          const Arguments& arguments, uint32_t function,
                          const CallSite& site) {
  if (sinks.empty()) {
    return;
  }
  const bool root = frame_ == nullptr || site.location == Location{};
  std::vector<Location> places;
  if (!root) {
    for (const AbstractId value : arguments.positional) {
      AddPlaces(value, 0, places);
    }
    for (const NamedArgument& argument : arguments.named) {
      AddPlaces(argument.value, 0, places);
      AddPlaces(argument.key, 0, places);
    }
    AddPlaces(arguments.any_positional, 0, places);
    AddPlaces(arguments.any_named, 0, places);
  }
  for (const PendingSink& sink : sinks) {
    if (root || !DependsOn(sink, places)) {
      Emit(sink);
      continue;
    }
    PendingSink passed = sink;
    passed.call = site.location;
    passed.module = site.module;
    passed.function = frame_->function;
    passed.wrapper = function;
    NoteSeen(site.location);
    wrapped_.try_emplace(function, passed);
    frame_->sinks.push_back(std::move(passed));
  }
}

// A call of a function that puts its arguments into texts, and that is not
// run any more.
void Evaluator::TellNotRun(uint32_t function, const CallSite& site) {
  const auto found = wrapped_.find(function);
  if (found == wrapped_.end() || other_ || Tracing()) {
    return;
  }
  PendingSink sink = found->second;
  sink.call = site.location;
  sink.module = site.module;
  sink.function = frame_ == nullptr ? kNoIndex : frame_->function;
  sink.sql = MakeHole(UnknownReason::LimitReached,
                      store_.name(index_.functions[function].name),
                      site.location.range);
  sink.schema.reset();
  sink.columns.clear();
  Emit(sink);
}

void Evaluator::NoteSeen(const Location& call) {
  if (!all_branches_) {
    seen_calls_.insert(call);
  }
}

void Evaluator::Emit(const PendingSink& sink) {
  if (only_unseen_ && told_calls_.contains(sink.call)) {
    return;
  }
  EmittedKey key{sink.call,    sink.driver_call,  sink.wrapper,
                 sink.dialect, sink.spec->action, sink.parameter_count,
                 sink.doubt};
  std::vector<PendingSink>& known = emitted_[key];
  for (const PendingSink& other : known) {
    if (other.sql == sink.sql && other.schema == sink.schema &&
        other.columns == sink.columns) {
      return;
    }
  }
  if (known.size() < kMostTexts) {
    known.push_back(sink);
    known.back().untaken = only_untaken_;
    if (known.size() == kMostTexts) {
      known.back().sql =
          MakeHole(UnknownReason::LimitReached, "texts", sink.call.range);
    }
  }
}

std::string Evaluator::QualifiedName(uint32_t function) const {
  if (function == kNoIndex) {
    return {};
  }
  const FunctionInfo& info = index_.functions[function];
  return program_.module(info.module).function(info.id).qualified_name;
}

SinkValue Evaluator::ToValue(const PendingSink& sink) {
  SinkValue value;
  value.call = sink.call;
  value.module = sink.module;
  value.function = QualifiedName(sink.function);
  value.sink =
      sink.wrapper == kNoIndex ? sink.spec->name : QualifiedName(sink.wrapper);
  value.spec = *sink.spec;
  value.spec.dialect = sink.dialect;
  // A method's own table says how its driver marks parameters (none in a
  // script); a function or a fallback goes by the connection it got.
  if (sink.handle != nullptr && sink.spec->receivers.empty() &&
      sink.spec->placeholders != PlaceholderStyle::None) {
    value.spec.placeholders = sink.handle->placeholders;
    value.spec.binding = sink.handle->binding;
  }
  value.driver_call = sink.driver_call;
  value.untaken = sink.untaken;
  value.doubt = sink.doubt;
  const auto build = [&](AbstractId text) {
    BuiltTemplate built = BuildTemplate(store_, text, options_.limits);
    value.limit_reached = value.limit_reached || built.limit_reached;
    return std::move(built.made);
  };
  value.sql = build(WithHoleValues(sink.sql));
  if (sink.schema) {
    value.schema = build(*sink.schema);
  }
  for (const AbstractId column : sink.columns) {
    value.columns.push_back(build(column));
  }
  value.columns_known = sink.columns_known;
  value.parameter_count = sink.parameter_count;
  value.parameter_names = sink.parameter_names;
  value.no_parameters = sink.no_parameters;
  for (const auto& [name, text] : sink.options) {
    value.options.push_back({std::string(store_.name(name)), build(text)});
  }
  return value;
}

// Holes for which a directive in their file gives the values.
AbstractId Evaluator::WithHoleValues(AbstractId text) {
  if (options_.hole_values.empty()) {
    return text;
  }
  const AbstractNode node = store_.node(text);
  switch (node.kind) {
    case AbstractKind::Hole: {
      const Hole hole = store_.hole(text);
      for (const auto& given : options_.hole_values) {
        if (given.file == hole.location.file && given.name == hole.name) {
          std::vector<AbstractId> values;
          for (const auto& value : given.values) {
            values.push_back(store_.MakeText(value.text, value.place));
          }
          return store_.MakeChoose(values);
        }
      }
      return text;
    }
    case AbstractKind::Sequence:
    case AbstractKind::Choose: {
      std::vector<AbstractId> parts(store_.parts(text).begin(),
                                    store_.parts(text).end());
      for (AbstractId& part : parts) {
        part = WithHoleValues(part);
      }
      return node.kind == AbstractKind::Choose ? store_.MakeChoose(parts)
                                               : store_.MakeSequence(parts);
    }
    case AbstractKind::Repeat: {
      const AbstractId body = WithHoleValues({node.a});
      const AbstractId separator = WithHoleValues({node.b});
      return store_.MakeRepeat(body, separator, node.c);
    }
    default:
      return text;
  }
}

namespace {

// What the calls of a program came to, to leave out what says less.
struct Told {
  // Driver calls, and calls, whose text is known on one way.
  std::set<Location> understood;
  std::set<Location> calls;
  // Calls on the version that is checked, which others make too.
  std::set<std::pair<Location, Location>> certain;
};

Told WhatIsTold(const std::map<EmittedKey, std::vector<PendingSink>>& emitted,
                const ValueStore& store) {
  Told told;
  for (const auto& [key, sinks] : emitted) {
    if (key.dialect != Dialect::OtherVersion) {
      told.certain.insert({key.call, key.driver_call});
    }
    for (const PendingSink& sink : sinks) {
      if (!store.IsHole(sink.sql)) {
        told.understood.insert(key.driver_call);
        told.calls.insert(key.call);
      }
    }
  }
  return told;
}

// Whether a call without a text is told with one elsewhere: nobody calls it
// this way, or it was not run this way.
bool IsToldElsewhere(const Told& told, const PendingSink& sink,
                     const ValueStore& store) {
  if (!store.IsHole(sink.sql)) {
    return false;
  }
  const UnknownReason reason = store.hole(sink.sql).reason;
  return (reason == UnknownReason::Parameter && sink.wrapper == kNoIndex &&
          told.understood.contains(sink.driver_call)) ||
         (reason == UnknownReason::LimitReached &&
          told.calls.contains(sink.call));
}

}  // namespace

std::vector<SinkValue> Evaluator::TakeSinks() {
  std::vector<SinkValue> values;
  const Told told = WhatIsTold(emitted_, store_);
  for (const auto& [key, sinks] : emitted_) {
    if (key.dialect == Dialect::OtherVersion &&
        told.certain.contains({key.call, key.driver_call})) {
      continue;
    }
    std::vector<AbstractId> texts;
    PendingSink merged = sinks.front();
    const bool plain =
        merged.columns.empty() && !merged.schema && merged.options.empty();
    for (const PendingSink& sink : sinks) {
      merged.no_parameters = merged.no_parameters && sink.no_parameters;
      if (IsToldElsewhere(told, sink, store_)) {
        continue;
      }
      if (plain) {
        texts.push_back(sink.sql);
      } else {
        values.push_back(ToValue(sink));
      }
    }
    // As many as one text may be; a builder of queries sends many more.
    const std::span<const AbstractId> all(texts);
    const size_t most = options_.limits.options;
    for (size_t at = 0; at < all.size(); at += most) {
      merged.sql =
          store_.MakeChoose(all.subspan(at, std::min(most, all.size() - at)));
      values.push_back(ToValue(merged));
    }
  }
  return values;
}

}  // namespace pgpact
