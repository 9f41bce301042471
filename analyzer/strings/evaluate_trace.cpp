// Evaluator: the events of Trace, in execution order.
#include <algorithm>
#include <utility>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

void Evaluator::TraceAction(const PendingSink& sink, uint32_t connection,
                            AbstractId argument) {
  switch (sink.spec->action) {
    case SinkAction::Commit:
      trace_->push_back(TraceCommit{connection});
      break;
    case SinkAction::Rollback:
      trace_->push_back(TraceRollback{connection});
      break;
    case SinkAction::SetAutocommit:
      autocommit_[connection] =
          argument == store_.unset() || CanBeTrue(argument);
      break;
    case SinkAction::Run:
    case SinkAction::RunMany:
    case SinkAction::RunValues:
    case SinkAction::Table:
    case SinkAction::CallRoutine:
    case SinkAction::RunFile:
    case SinkAction::RunProgram:
    case SinkAction::WriteFile: {
      if (sink.sql == store_.unset()) {
        break;
      }
      TraceSink event;
      event.value = ToValue(sink);
      event.connection = connection;
      event.autocommit = autocommit_[connection];
      event.given = given_connections_.contains(connection);
      event.try_number = open_tries_.empty() ? 0 : open_tries_.back();
      trace_->push_back(std::move(event));
      break;
    }
  }
}

// `connection.autocommit = True`, `.set_isolation_level`, …
void Evaluator::TraceAttribute(AbstractId handle, NameId name,
                               AbstractId value) {
  const HandleState& state = handles_[store_.node(handle).a];
  const HandleSpec& spec = options_.sinks.handles[state.kind];
  const auto sinks = method_sinks_.find(name.index);
  if (sinks == method_sinks_.end()) {
    return;
  }
  for (const SinkSpec* sink : sinks->second) {
    const bool fits =
        sink->action == SinkAction::SetAutocommit &&
        std::ranges::find(sink->receivers, spec.kind) != sink->receivers.end();
    if (fits) {
      autocommit_[state.connection] = CanBeTrue(value);
    }
  }
}

uint32_t Evaluator::BeginTry() {
  if (!Tracing()) {
    return 0;
  }
  const uint32_t number = next_try_++;
  trace_->push_back(TryBegin{number});
  open_tries_.push_back(number);
  return number;
}

void Evaluator::BeginHandler(uint32_t number) {
  if (Tracing()) {
    open_tries_.pop_back();
    trace_->push_back(HandlerBegin{number});
  }
}

void Evaluator::EndTry(uint32_t number, bool handler_leaves) {
  if (Tracing()) {
    trace_->push_back(TryEnd{number, handler_leaves});
  }
}

// A branch of a condition that is not known.
Flow Evaluator::RunMaybe(BlockId block) {
  if (!Tracing()) {
    return RunBlock(block);
  }
  const uint32_t number = next_try_++;
  trace_->push_back(MaybeBegin{number});
  const Flow flow = RunBlock(block);
  const auto* begin = std::get_if<MaybeBegin>(&trace_->back());
  if (begin != nullptr && begin->number == number) {
    trace_->pop_back();
  } else {
    trace_->push_back(MaybeEnd{number});
  }
  return flow;
}

// `with connection:` commits at its end; an object's __exit__ is run as after
// a block that raised nothing.
void Evaluator::TraceLeaveWith(AbstractId value) {
  if (!Tracing()) {
    return;
  }
  if (store_.kind(value) == AbstractKind::Instance) {
    TraceExit(value);
  }
  if (store_.kind(value) != AbstractKind::Handle) {
    return;
  }
  const HandleState& state = handles_[store_.node(value).a];
  const std::string& kind = options_.sinks.handles[state.kind].kind;
  const bool commits =
      std::ranges::any_of(options_.sinks.sinks, [&](const SinkSpec& sink) {
        return sink.action == SinkAction::Commit &&
               std::ranges::find(sink.receivers, kind) != sink.receivers.end();
      });
  if (commits) {
    trace_->push_back(TraceCommit{state.connection});
  }
}

void Evaluator::TraceExit(AbstractId object) {
  for (const std::string_view method : {"__exit__", "__aexit__"}) {
    const NameId name = store_.Intern(method);
    uint32_t owner = kNoIndex;
    if (!FindInClass(Object(object).class_number, name, owner)) {
      continue;
    }
    Arguments nothing = NoArguments();
    nothing.positional.assign(3, store_.none());
    const bool leaving = std::exchange(leaving_, true);
    CallMethod(object, name, nothing, CallSite{frame_->module, Location{}});
    leaving_ = leaving;
    return;
  }
}

std::optional<std::vector<TraceEvent>> Evaluator::RunTrace(
    ModuleId of, std::string_view function) {
  std::vector<TraceEvent> events;
  if (function.empty()) {
    trace_ = &events;
    RunModule(of);
    trace_ = nullptr;
    return events;
  }
  RunModule(of);
  const Module& module_of = program_.module(of);
  for (uint32_t i = 0; i < module_of.functions.size(); ++i) {
    if (module_of.functions[i].qualified_name != function) {
      continue;
    }
    const uint32_t number = index_.FunctionNumber(of, {i});
    trace_ = &events;
    for (const AbstractId receiver : ReceiversFor(number)) {
      RunRootOf(number, receiver);
      break;
    }
    trace_ = nullptr;
    return events;
  }
  return std::nullopt;
}

std::optional<std::vector<TraceEvent>> Trace(const StringProgram& program,
                                             ModuleId module,
                                             std::string_view function,
                                             const EvaluateOptions& options) {
  // Most blocks of a document, say.
  const Module& traced = program.module(module);
  if (function.empty() && traced.block(traced.body).statements.empty()) {
    return std::vector<TraceEvent>();
  }
  const auto extended = WithNamedSinks(program, options);
  return Evaluator(program, extended ? *extended : options)
      .RunTrace(module, function);
}

}  // namespace pgpact
