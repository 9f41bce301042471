// Evaluator: handles of drivers, and the calls that run SQL.
#include <algorithm>
#include <array>
#include <cctype>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

namespace {

constexpr std::array<std::string_view, 40> kFirstWords = {
    "select",  "insert",  "update",   "delete",  "with",    "create",
    "alter",   "drop",    "truncate", "copy",    "grant",   "revoke",
    "begin",   "commit",  "rollback", "set",     "show",    "explain",
    "vacuum",  "analyze", "lock",     "listen",  "notify",  "unlisten",
    "declare", "fetch",   "close",    "call",    "do",      "merge",
    "refresh", "comment", "values",   "prepare", "execute", "savepoint",
    "release", "pragma",  "reindex",  "cluster"};

// Names by which people call what runs SQL.
constexpr std::array<std::string_view, 16> kReceiverNames = {
    "cur", "curs", "cursor",  "c",  "conn",    "connection", "con",  "txn",
    "tx",  "db",   "session", "pg", "db_conn", "database",   "pool", "engine"};

std::string LowerWord(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r\n(");
  std::string word;
  for (size_t i = std::min(first, text.size());
       i < text.size() &&
       std::isalpha(static_cast<unsigned char>(text[i])) != 0;
       ++i) {
    word +=
        static_cast<char>(std::tolower(static_cast<unsigned char>(text[i])));
  }
  return word;
}

}  // namespace

// A handle on the connection of another, or with no connection yet.
std::optional<AbstractId> Evaluator::HandleMadeBy(std::string_view path,
                                                  const HandleState& from) {
  const auto found = made_by_.find(store_.Intern(path).index);
  if (found == made_by_.end()) {
    return std::nullopt;
  }
  std::vector<AbstractId> made;
  for (const uint32_t kind : found->second) {
    made.push_back(MakeHandle({kind, from.connection, from.dialect}));
  }
  return store_.MakeChoose(made);
}

// What a library's function makes of the address that it gets.
std::optional<AbstractId> Evaluator::HandleAt(NameId path,
                                              const Arguments& arguments) {
  const auto found = made_by_.find(path.index);
  if (found == made_by_.end()) {
    return std::nullopt;
  }
  std::vector<AbstractId> made;
  for (const uint32_t kind : found->second) {
    const HandleSpec& spec = options_.sinks.handles[kind];
    std::vector<std::optional<Dialect>> dialects;
    AddDialects(ArgumentAt(spec.address, arguments), dialects);
    for (const std::optional<Dialect>& dialect : dialects) {
      made.push_back(MakeHandle({kind, 0, dialect}));
    }
  }
  return store_.MakeChoose(made);
}

void ValueTools::AddDialects(
    AbstractId address, std::vector<std::optional<Dialect>>& dialects) const {
  std::optional<Dialect> dialect;
  switch (store_.kind(address)) {
    case AbstractKind::Choose:
      for (const AbstractId option : store_.parts(address)) {
        AddDialects(option, dialects);
      }
      return;
    case AbstractKind::Handle:
      dialect = handles_[store_.node(address).a].dialect;
      break;
    case AbstractKind::Sequence:
      AddDialects(store_.parts(address).front(), dialects);
      return;
    case AbstractKind::Fixed:
      dialect = DialectOfAddress(store_.fixed(address).view());
      break;
    default:
      break;
  }
  if (std::ranges::find(dialects, dialect) == dialects.end()) {
    dialects.push_back(dialect);
  }
}

AbstractId Evaluator::MakeHandle(HandleState state) {
  if (state.connection == 0 && Tracing()) {
    state.connection = next_connection_++;
    autocommit_[state.connection] =
        options_.sinks.handles[state.kind].autocommit;
  }
  const auto [known, added] =
      handle_ids_.emplace(state, static_cast<uint32_t>(handles_.size()));
  if (added) {
    handles_.push_back(state);
  }
  return store_.Make({AbstractKind::Handle, known->second});
}

std::optional<AbstractId> Evaluator::HandleMember(AbstractId handle,
                                                  NameId name) {
  const HandleState state = handles_[store_.node(handle).a];
  const std::string path = options_.sinks.handles[state.kind].kind + "." +
                           std::string(store_.name(name));
  // A method that makes a handle is called; an attribute is not.
  if (!made_by_.contains(store_.Intern(path + "()").index) &&
      attributes_.contains(store_.Intern(path).index)) {
    return HandleMadeBy(path, state);
  }
  return std::nullopt;
}

std::optional<AbstractId> Evaluator::CallHandle(AbstractId handle, NameId name,
                                                const Arguments& arguments,
                                                const CallSite& site) {
  const HandleState state = handles_[store_.node(handle).a];
  const HandleSpec& spec = options_.sinks.handles[state.kind];
  const auto sinks = method_sinks_.find(name.index);
  if (sinks != method_sinks_.end()) {
    for (const SinkSpec* sink : sinks->second) {
      if (std::ranges::find(sink->receivers, spec.kind) !=
          sink->receivers.end()) {
        return RunSink(*sink, &spec, handle, arguments, site);
      }
    }
  }
  const std::string path = spec.kind + "." + std::string(store_.name(name));
  if (const auto made = HandleMadeBy(path, state)) {
    return made;
  }
  const auto operation = functions_.find(store_.Intern(path).index);
  if (operation != functions_.end()) {
    return Operate(operation->second, handle, arguments, site);
  }
  return std::nullopt;
}

AbstractId ValueTools::ArgumentAt(const ArgumentPlace& place,
                                  const Arguments& arguments) const {
  if (!place.name.empty()) {
    for (const auto& [name, value, key] : arguments.named) {
      if (store_.name(name) == place.name) {
        return value;
      }
    }
  }
  if (place.position < 0) {
    return store_.unset();
  }
  const auto at = static_cast<size_t>(place.position);
  return at < arguments.positional.size() ? arguments.positional[at]
                                          : arguments.any_positional;
}

AbstractId Evaluator::RunSink(const SinkSpec& spec, const HandleSpec* handle,
                              AbstractId receiver, const Arguments& arguments,
                              const CallSite& site) {
  AbstractId connection = receiver;
  if (connection == store_.unset()) {
    connection = ArgumentAt(spec.connection, arguments);
  }
  if (connection != store_.unset() &&
      store_.kind(connection) == AbstractKind::Choose && handle == nullptr) {
    return RunSinkForEach(spec, connection, arguments, site);
  }
  if (handle == nullptr && connection != store_.unset() &&
      store_.kind(connection) == AbstractKind::Handle) {
    handle = &options_.sinks.handles[handles_[store_.node(connection).a].kind];
  }
  return RunSinkOn(spec, handle, connection, arguments, site);
}

AbstractId Evaluator::RunSinkForEach(const SinkSpec& spec,
                                     AbstractId connection,
                                     const Arguments& arguments,
                                     const CallSite& site) {
  const std::vector<AbstractId> options(store_.parts(connection).begin(),
                                        store_.parts(connection).end());
  AbstractId joined = store_.unset();
  bool any = false;
  for (const AbstractId option : options) {
    if (store_.kind(option) == AbstractKind::Handle) {
      const HandleSpec& handle =
          options_.sinks.handles[handles_[store_.node(option).a].kind];
      any = true;
      joined = store_.Join(joined,
                           RunSinkOn(spec, &handle, option, arguments, site));
    }
  }
  return any ? joined
             : RunSinkOn(spec, nullptr, store_.unset(), arguments, site);
}

// The spec for a name in place of SQL, when the text is one.
const SinkSpec& Evaluator::FormOf(const SinkSpec& spec,
                                  const Arguments& arguments) {
  const AbstractId given = ArgumentAt(spec.sql, arguments);
  if (spec.named_form.empty() || store_.kind(given) != AbstractKind::Fixed) {
    return spec;
  }
  const std::string_view text = store_.fixed(given).view();
  const bool name = std::ranges::all_of(text, [](char c) {
    return c == '_' || c == '.' ||
           std::isalnum(static_cast<unsigned char>(c)) != 0;
  });
  const auto form = function_sinks_.find(store_.Intern(spec.named_form).index);
  return name && !text.empty() && form != function_sinks_.end() ? *form->second
                                                                : spec;
}

AbstractId Evaluator::RunSinkOn(const SinkSpec& given_spec,
                                const HandleSpec* handle, AbstractId connection,
                                const Arguments& arguments,
                                const CallSite& site) {
  const SinkSpec& spec = FormOf(given_spec, arguments);
  PendingSink sink;
  sink.spec = &spec;
  sink.handle = handle;
  sink.sql = ArgumentAt(
      spec.action == SinkAction::Table ? spec.table : spec.sql, arguments);
  sink.driver_call = site.location;
  sink.call = site.location;
  sink.module = site.module;
  sink.function = frame_->function;
  HandleState from;
  if (connection != store_.unset() &&
      store_.kind(connection) == AbstractKind::Handle) {
    from = handles_[store_.node(connection).a];
  }
  sink.dialect = DialectHere(from.dialect.value_or(
      handle != nullptr ? handle->dialect : spec.dialect));
  const bool ends = spec.action == SinkAction::Commit ||
                    spec.action == SinkAction::Rollback ||
                    spec.action == SinkAction::SetAutocommit;
  if (!ends && sink.sql != store_.unset()) {
    sink.sql = WithStatements(ToText(sink.sql, site.location.range));
    DescribeParameters(spec, arguments, sink);
    DescribeTable(spec, arguments, sink);
    KeepOptions(spec, arguments, sink);
    sink.doubt = doubt_;
    NoteQuestion(store_.AsFixed(sink.sql));
    frame_->sinks.push_back(sink);
    NoteSeen(site.location);
  }
  if (Tracing()) {
    TraceAction(sink, from.connection, Argument0(arguments));
  }
  return ResultOf(spec, from, site);
}

AbstractId Evaluator::ResultOf(const SinkSpec& spec, const HandleState& from,
                               const CallSite& site) {
  if (!spec.gives.empty()) {
    const auto kind = handle_kinds_.find(store_.Intern(spec.gives).index);
    if (kind != handle_kinds_.end()) {
      return MakeHandle({kind->second, from.connection, from.dialect});
    }
  }
  return MakeHole(UnknownReason::Query, RowName(""), site.location.range);
}

bool ValueTools::LooksLikeSql(AbstractId text) const {
  switch (store_.kind(text)) {
    case AbstractKind::Fixed: {
      const std::string word = LowerWord(store_.fixed(text).view());
      return std::ranges::find(kFirstWords, word) != kFirstWords.end() ||
             store_.fixed(text).view().find_first_not_of(" \t\r\n") ==
                 std::string_view::npos ||
             store_.fixed(text).view().find("--") == 0;
    }
    case AbstractKind::Sequence:
      return LooksLikeSql(store_.parts(text).front());
    case AbstractKind::Choose:
      return std::ranges::any_of(store_.parts(text), [this](AbstractId part) {
        return LooksLikeSql(part);
      });
    case AbstractKind::Repeat:
      return LooksLikeSql({store_.node(text).a});
    default:
      return false;
  }
}

const Hole* ValueTools::FirstHole(AbstractId text) const {
  switch (store_.kind(text)) {
    case AbstractKind::Hole:
      return &store_.hole(text);
    case AbstractKind::Sequence:
      return FirstHole(store_.parts(text).front());
    case AbstractKind::Choose:
      for (const AbstractId part : store_.parts(text)) {
        if (const Hole* const found = FirstHole(part)) {
          return found;
        }
      }
      return nullptr;
    case AbstractKind::Repeat:
      return FirstHole({store_.node(text).a});
    default:
      return nullptr;
  }
}

AbstractId Evaluator::RunFallback(const FallbackSink& fallback,
                                  AbstractId receiver,
                                  const Arguments& arguments,
                                  const CallSite& site) {
  const bool names = fallback.spec.action == SinkAction::Table;
  const AbstractId given =
      ArgumentAt(names ? fallback.spec.table : fallback.spec.sql, arguments);
  const AbstractId hole =
      receiver != store_.unset() && store_.IsHole(receiver)
          ? Derived(receiver, UnknownReason::Query, "", site.location.range)
          : MakeHole(UnknownReason::UnknownCall, "", site.location.range);
  if (given == store_.unset()) {
    return hole;
  }
  // `frame.to_sql(name, connection)`
  const AbstractId connection = ArgumentAt(fallback.spec.connection, arguments);
  if (names && fallback.spec.connection.position >= 0) {
    if (connection == store_.unset()) {
      return hole;
    }
    if (!store_.IsHole(connection)) {
      return RunSink(fallback.spec, nullptr, store_.unset(), arguments, site);
    }
  }
  const AbstractId text = WithStatements(ToText(given, site.location.range));
  const Dialect dialect = DialectOfModule(site.module);
  const bool named =
      std::ranges::find(kReceiverNames, called_as_) != kReceiverNames.end();
  const Hole* const begin = FirstHole(text);
  const bool open = begin != nullptr && named &&
                    (dialect != Dialect::Unknown ||
                     begin->reason == UnknownReason::Parameter);
  const bool name =
      names || (fallback.spec.action == SinkAction::CallRoutine && named);
  if (!LooksLikeSql(text) && !open && !name) {
    return hole;
  }
  PendingSink sink;
  sink.spec = &fallback.spec;
  sink.sql = text;
  sink.driver_call = site.location;
  sink.call = site.location;
  sink.module = site.module;
  sink.function = frame_->function;
  sink.dialect = DialectHere(dialect);
  DescribeParameters(fallback.spec, arguments, sink);
  DescribeTable(fallback.spec, arguments, sink);
  sink.doubt = doubt_;
  NoteQuestion(store_.AsFixed(sink.sql));
  frame_->sinks.push_back(sink);
  NoteSeen(site.location);
  if (Tracing()) {
    TraceAction(sink, 0, store_.unset());
  }
  return MakeHole(UnknownReason::Query, RowName(""), site.location.range);
}

void Evaluator::DescribeParameters(const SinkSpec& spec,
                                   const Arguments& arguments,
                                   PendingSink& sink) {
  if (spec.parameters_spread) {
    const auto first = static_cast<size_t>(
        std::max(spec.parameters.position, spec.sql.position + 1));
    if (arguments.any_positional == store_.unset()) {
      sink.parameter_count =
          static_cast<uint32_t>(arguments.positional.size() -
                                std::min(first, arguments.positional.size()));
    }
    return;
  }
  AbstractId given = ArgumentAt(spec.parameters, arguments);
  sink.no_parameters = GivesNone(spec, given, arguments);
  if (given == store_.unset()) {
    return;
  }
  // Of many rows each has the same number.
  const bool rows = spec.action == SinkAction::RunMany ||
                    spec.action == SinkAction::RunValues;
  if (rows) {
    const auto first = KnownElements(given);
    given = first && !first->empty() ? first->front() : store_.unset();
  }
  const auto known = KnownElements(given);
  if (!known) {
    return;
  }
  if (store_.kind(given) != AbstractKind::Dictionary) {
    sink.parameter_count = static_cast<uint32_t>(known->size());
    return;
  }
  for (const AbstractId key : *known) {
    if (const auto name = store_.AsFixed(key)) {
      sink.parameter_names.emplace_back(*name);
    }
  }
}

// Whether the call gives nothing but the text.
bool ValueTools::GivesNone(const SinkSpec& spec, AbstractId given,
                           const Arguments& arguments) const {
  if (spec.action != SinkAction::Run || spec.parameters.position < 0) {
    return false;
  }
  if (given != store_.unset()) {
    return given == store_.none();
  }
  const bool named =
      std::ranges::all_of(arguments.named, [&](const NamedArgument& argument) {
        return store_.name(argument.name) == spec.sql.name;
      });
  return named && arguments.positional.size() <= 1 &&
         arguments.any_named == store_.unset();
}

void Evaluator::DescribeTable(const SinkSpec& spec, const Arguments& arguments,
                              PendingSink& sink) {
  const AbstractId schema = ArgumentAt(spec.schema, arguments);
  const TextRange range = sink.driver_call.range;
  if (schema != store_.unset() && store_.kind(schema) != AbstractKind::None) {
    sink.schema = ToText(schema, range);
  }
  if (spec.action == SinkAction::WriteFile) {
    const AbstractId file = ArgumentAt(spec.table, arguments);
    if (file != store_.unset()) {
      sink.schema = ToText(file, range);
    }
  }
  const AbstractId columns = ArgumentAt(spec.columns, arguments);
  if (columns == store_.unset()) {
    return;
  }
  if (const auto known = KnownElements(columns)) {
    sink.columns_known = true;
    for (const AbstractId column : *known) {
      sink.columns.push_back(ToText(column, range));
    }
  }
}

void Evaluator::KeepOptions(const SinkSpec& spec, const Arguments& arguments,
                            PendingSink& sink) {
  if (!spec.keeps_options) {
    return;
  }
  for (const auto& [name, value, key] : arguments.named) {
    const std::string_view text = store_.name(name);
    if (text != spec.sql.name && text != spec.table.name) {
      sink.options.emplace_back(name, ToText(value, sink.driver_call.range));
    }
  }
}

}  // namespace pgpact
