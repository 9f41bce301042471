#include "analyzer/frontends/python/driver_table.h"

#include <utility>

namespace pgpact {
namespace {

std::string_view LastPart(std::string_view path) {
  return path.substr(path.rfind('.') + 1);
}

}  // namespace

DriverTable& DriverTable::Handle(std::string kind, Names made_by,
                                 bool autocommit) {
  HandleSpec handle;
  // What `with` binds is the thing itself unless another kind says so.
  handle.kind = std::move(kind);
  handle.made_by = std::move(made_by);
  handle.dialect = style_.dialect;
  handle.placeholders = style_.placeholders;
  handle.binding = style_.binding;
  handle.autocommit = autocommit;
  catalog_.handles.push_back(std::move(handle));
  return *this;
}

DriverTable& DriverTable::Addressed(const ArgumentPlace& address) {
  catalog_.handles.back().address = address;
  return *this;
}

SinkSpec DriverTable::Spec(std::string callee) const {
  SinkSpec spec;
  spec.name = callee;
  spec.callee = std::move(callee);
  spec.placeholders = style_.placeholders;
  spec.binding = style_.binding;
  spec.dialect = style_.dialect;
  return spec;
}

DriverTable& DriverTable::Methods(const Names& receivers, const Names& methods,
                                  const MethodShape& shape) {
  for (const std::string& method : methods) {
    SinkSpec spec = Spec(method);
    spec.name = std::string(LastPart(receivers.front())) + "." + method;
    spec.receivers = receivers;
    spec.action = shape.action;
    spec.sql = shape.sql;
    spec.parameters = shape.parameters;
    spec.parameters_spread = shape.spread;
    spec.gives = shape.gives;
    catalog_.sinks.push_back(std::move(spec));
  }
  return *this;
}

DriverTable& DriverTable::Scripts(const Names& receivers, const Names& methods,
                                  const ArgumentPlace& sql) {
  for (const std::string& method : methods) {
    SinkSpec spec = Spec(method);
    spec.name = std::string(LastPart(receivers.front())) + "." + method;
    spec.receivers = receivers;
    spec.sql = sql;
    spec.placeholders = PlaceholderStyle::None;
    catalog_.sinks.push_back(std::move(spec));
  }
  return *this;
}

DriverTable& DriverTable::Transactions(const std::string& connection,
                                       const Names& autocommit) {
  const MethodShape commit{.action = SinkAction::Commit,
                           .sql = ArgumentPlace(),
                           .parameters = ArgumentPlace()};
  const MethodShape rollback{.action = SinkAction::Rollback,
                             .sql = ArgumentPlace(),
                             .parameters = ArgumentPlace()};
  const MethodShape set{.action = SinkAction::SetAutocommit,
                        .sql = ArgumentPlace(),
                        .parameters = {0, "autocommit"}};
  Methods({connection}, {"commit"}, commit);
  Methods({connection}, {"rollback"}, rollback);
  return Methods({connection}, autocommit, set);
}

DriverTable& DriverTable::Add(SinkSpec spec) {
  catalog_.sinks.push_back(std::move(spec));
  return *this;
}

}  // namespace pgpact
