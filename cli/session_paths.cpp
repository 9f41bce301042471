#include "cli/session_paths.h"

#include <algorithm>
#include <utility>

namespace pgpact {

namespace {

// More paths than these are not tried one by one.
constexpr size_t kMostPaths = 8;

void AddOnce(SearchPath path, std::vector<SearchPath>& paths) {
  if (std::find(paths.begin(), paths.end(), path) == paths.end()) {
    paths.push_back(std::move(path));
  }
}

void OpenAll(std::vector<SearchPath>& paths) {
  for (SearchPath& path : paths) {
    path.open = true;
  }
}

// Marks `reached` with all that `from` comes to over `edges`.
void Spread(const std::vector<std::vector<uint32_t>>& edges,
            std::vector<uint32_t> from, std::vector<bool>& reached) {
  for (const uint32_t module : from) {
    reached[module] = true;
  }
  while (!from.empty()) {
    const uint32_t module = from.back();
    from.pop_back();
    for (const uint32_t next : edges[module]) {
      if (!reached[next]) {
        reached[next] = true;
        from.push_back(next);
      }
    }
  }
}

bool IsPsql(const CodeCall& call) {
  return call.dialect == Dialect::Psql;
}

}  // namespace

std::vector<SearchPath> InitialPaths(
    const SearchPath& configured,
    const std::deque<ParsedStatement>& installed) {
  if (configured.schemas != SearchPath().schemas) {
    return {configured};
  }
  std::vector<SearchPath> paths = {configured};
  bool unknown = false;
  for (const ParsedStatement& statement : installed) {
    const auto setting = ReadPathSetting(statement);
    if (!setting || !setting->later_sessions) {
      continue;
    }
    if (setting->kind == PathSetting::Kind::Unknown) {
      unknown = true;
    } else {
      AddOnce({setting->schemas, configured.role, false}, paths);
    }
  }
  if (unknown || paths.size() > kMostPaths) {
    OpenAll(paths);
  }
  return paths;
}

SessionPaths::SessionPaths(const Inputs& inputs)
    : code_(inputs.code), program_(inputs.program), initial_(inputs.initial) {
  for (const Directives::FilePath& path : inputs.directives.search_paths) {
    SearchPath told = initial_.front();
    told.schemas = path.schemas;
    told.open = false;
    told_.insert_or_assign(path.file, std::move(told));
  }
  for (const std::vector<std::string>& path : inputs.options.paths) {
    SearchPath given = initial_.front();
    given.schemas = path;
    AddOnce(std::move(given), initial_);
  }
  if (inputs.options.unknown) {
    OpenAll(initial_);
  }
  for (uint32_t i = 0; i < code_.statements.size(); ++i) {
    const Dialect dialect = code_.calls[code_.statements[i].call].dialect;
    if (dialect != Dialect::PostgreSql && dialect != Dialect::Psql) {
      continue;
    }
    if (auto setting = ReadPathSetting(code_.statements[i].parsed)) {
      AddSetting(i, std::move(*setting));
    }
  }
  if (!settings_.empty()) {
    sequential_.reserve(code_.calls.size());
    for (uint32_t i = 0; i < code_.calls.size(); ++i) {
      sequential_.push_back(IsSequential(i));
    }
    FindReach();
  }
}

void SessionPaths::AddSetting(uint32_t index, PathSetting setting) {
  const CodeCall& call = code_.calls[code_.statements[index].call];
  Setting added = {index, std::move(setting), {}};
  if (call.sink.call == call.sink.driver_call) {
    added.place = StatementOrder(program_.module(call.sink.module))
                      .PlaceOf(call.sink.call.range);
  }
  settings_.push_back(std::move(added));
}

// Two modules run in one program when some module comes to both.
void SessionPaths::FindReach() {
  const auto graph = ImportGraph(program_);
  std::vector<std::vector<uint32_t>> imports(graph.size());
  std::vector<std::vector<uint32_t>> importers(graph.size());
  for (uint32_t i = 0; i < graph.size(); ++i) {
    for (const ModuleId imported : graph[i]) {
      imports[i].push_back(imported.index);
      importers[imported.index].push_back(i);
    }
  }
  for (const Setting& setting : settings_) {
    const uint32_t module =
        code_.calls[code_.statements[setting.statement].call].sink.module.index;
    const auto [entry, added] = together_.try_emplace(module);
    if (!added) {
      continue;
    }
    std::vector<bool> above(graph.size(), false);
    Spread(importers, {module}, above);
    std::vector<uint32_t> from;
    for (uint32_t i = 0; i < above.size(); ++i) {
      if (above[i]) {
        from.push_back(i);
      }
    }
    entry->second.resize(graph.size(), false);
    Spread(imports, std::move(from), entry->second);
  }
}

// Whether the call's statements are sent one after another, and are not the
// texts of which it sends one.
bool SessionPaths::IsSequential(uint32_t call) const {
  const std::vector<uint32_t>& statements = code_.calls[call].statements;
  return std::all_of(statements.begin(), statements.end(), [&](uint32_t index) {
    const auto& variants = code_.statements[index].parsed.variants;
    return std::all_of(
        variants.begin(), variants.end(),
        [](const Variant& variant) { return variant.choices.empty(); });
  });
}

void SessionPaths::Put(const PathSetting& setting,
                       std::vector<SearchPath>& paths) const {
  switch (setting.kind) {
    case PathSetting::Kind::Given: {
      SearchPath path = initial_.front();
      path.schemas = setting.schemas;
      path.open = false;
      AddOnce(std::move(path), paths);
      break;
    }
    case PathSetting::Kind::Default:
      for (const SearchPath& path : initial_) {
        AddOnce(path, paths);
      }
      break;
    case PathSetting::Kind::Unknown: {
      SearchPath path = initial_.front();
      path.schemas.clear();
      path.open = true;
      AddOnce(std::move(path), paths);
      break;
    }
  }
}

// A setting that surely runs before; a local one may be over by then.
std::vector<SearchPath> SessionPaths::PathsAfter(
    const PathSetting& setting) const {
  std::vector<SearchPath> paths;
  Put(setting, paths);
  if (setting.local) {
    for (const SearchPath& path : initial_) {
      AddOnce(path, paths);
    }
  }
  return paths;
}

// What statements of the same call set before it.
std::optional<std::vector<SearchPath>> SessionPaths::Earlier(
    uint32_t statement) const {
  const uint32_t call = code_.statements[statement].call;
  if (!sequential_[call]) {
    return std::nullopt;
  }
  const Setting* last = nullptr;
  for (const Setting& setting : settings_) {
    if (setting.statement < statement &&
        code_.statements[setting.statement].call == call &&
        !setting.setting.later_sessions) {
      last = &setting;
    }
  }
  if (last == nullptr) {
    return std::nullopt;
  }
  return PathsAfter(last->setting);
}

// What a call before it in the same function sets, on the same object.
std::optional<std::vector<SearchPath>> SessionPaths::Dominating(
    uint32_t statement) const {
  const uint32_t call = code_.statements[statement].call;
  const SinkValue& sink = code_.calls[call].sink;
  if (!(sink.call == sink.driver_call)) {
    return std::nullopt;
  }
  const StatementOrder order(program_.module(sink.module));
  std::optional<StatementOrder::Place> here;
  std::vector<const Setting*> same_function;
  const Setting* last = nullptr;
  for (const Setting& setting : settings_) {
    const uint32_t other = code_.statements[setting.statement].call;
    const SinkValue& from = code_.calls[other].sink;
    if (other == call || !(from.module == sink.module) ||
        from.function != sink.function || setting.setting.later_sessions) {
      continue;
    }
    if (!here) {
      here = order.PlaceOf(sink.call.range);
    }
    same_function.push_back(&setting);
    if (sequential_[other] && order.Dominates(setting.place, *here) &&
        (last == nullptr ||
         last->place.call.begin <= setting.place.call.begin)) {
      last = &setting;
    }
  }
  if (last == nullptr) {
    return std::nullopt;
  }
  std::vector<SearchPath> paths = PathsAfter(last->setting);
  for (const Setting* other : same_function) {
    if (other != last &&
        StatementOrder::MayRunBetween(last->place, other->place, *here)) {
      Put(other->setting, paths);
    }
  }
  return paths;
}

std::vector<SearchPath> SessionPaths::At(uint32_t statement) const {
  const CodeCall& call = code_.calls[code_.statements[statement].call];
  const auto told = told_.find(call.sink.call.file);
  if (told != told_.end()) {
    return {told->second};
  }
  if (settings_.empty()) {
    return initial_;
  }
  if (auto paths = Earlier(statement)) {
    return std::move(*paths);
  }
  if (!IsPsql(call)) {
    if (auto surely = Dominating(statement)) {
      return std::move(*surely);
    }
  }
  std::vector<SearchPath> paths = initial_;
  bool unknown = false;
  for (const Setting& setting : settings_) {
    const CodeCall& other =
        code_.calls[code_.statements[setting.statement].call];
    const std::vector<bool>& together = together_.at(other.sink.module.index);
    // A run of psql is a session of its own.
    const bool reaches =
        setting.setting.later_sessions ||
        (!IsPsql(call) && !IsPsql(other) && together[call.sink.module.index]);
    if (!reaches) {
      continue;
    }
    if (setting.setting.kind == PathSetting::Kind::Unknown) {
      unknown = true;
    } else {
      Put(setting.setting, paths);
    }
  }
  if (unknown || paths.size() > kMostPaths) {
    paths.resize(std::min(paths.size(), kMostPaths));
    OpenAll(paths);
  }
  return paths;
}

}  // namespace pgpact
