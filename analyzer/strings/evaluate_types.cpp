// Evaluator: what a parameter is by the type that it is declared with.
#include <algorithm>
#include <string>

#include "analyzer/strings/evaluator.h"

namespace pgpact {

namespace {

std::string_view LastPart(std::string_view path) {
  return path.substr(path.rfind('.') + 1);
}

// Whether the text ends so, in any case of its letters.
bool EndsIn(std::string_view text, std::string_view ending) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  };
  return text.size() >= ending.size() &&
         std::ranges::equal(text.substr(text.size() - ending.size()), ending,
                            {}, lower, lower);
}

// The library's own name of what a file calls `path`; empty when no import
// brings it.
std::string ImportedPath(const Module& of, std::string_view path) {
  const size_t dot = path.find('.');
  const std::string_view first = path.substr(0, dot);
  const std::string rest(dot == std::string_view::npos ? std::string_view()
                                                       : path.substr(dot));
  for (const Block& block : of.blocks) {
    for (const Statement& statement : block.statements) {
      const auto* import = std::get_if<Import>(&statement.node);
      if (import == nullptr || import->name != first || import->level > 0) {
        continue;
      }
      // `import a.b` binds a.
      const bool top =
          import->member.empty() && import->module.starts_with(import->name);
      std::string whole = top ? import->name : import->module;
      if (!import->member.empty()) {
        whole += "." + import->member;
      }
      return whole + rest;
    }
  }
  return {};
}

}  // namespace

std::optional<AbstractId> Evaluator::HandleOfType(const Parameter& of,
                                                  ModuleId id) {
  const auto given = [this](uint32_t kind) {
    const AbstractId handle = MakeHandle({kind, Tracing() ? 0U : 1U, {}});
    given_connections_.insert(handles_[store_.node(handle).a].connection);
    return handle;
  };
  const std::string path = ImportedPath(program_.module(id), of.type_path);
  const std::string library = path.substr(0, path.find('.'));
  const bool known = libraries_.contains(library);
  if (known) {
    const auto made = made_by_.find(store_.Intern(path).index);
    if (made != made_by_.end()) {
      return given(made->second.front());
    }
  }
  const std::string_view type = of.type;
  std::vector<AbstractId> fitting;
  for (uint32_t i = 0; i < options_.sinks.handles.size(); ++i) {
    const std::string& kind = options_.sinks.handles[i].kind;
    const std::string_view last = LastPart(kind);
    const std::string_view top =
        std::string_view(kind).substr(0, kind.find('.'));
    // `DictCursor` of a driver is a cursor of it.
    const bool fits = EndsIn(type, last) &&
                      (known ? top == library
                             : type.size() == last.size() && Imports(id, top));
    if (fits) {
      fitting.push_back(given(i));
    }
  }
  if (fitting.empty()) {
    return std::nullopt;
  }
  return store_.MakeChoose(fitting);
}

// psycopg, psycopg.rows and psycopg_pool are of psycopg; psycopg2 is not.
bool Evaluator::Imports(ModuleId id, std::string_view library) const {
  const auto is_of = [&](std::string_view module) {
    return module.starts_with(library) &&
           (module.size() == library.size() || module[library.size()] == '.' ||
            module[library.size()] == '_');
  };
  for (const Block& block : program_.module(id).blocks) {
    for (const Statement& statement : block.statements) {
      const auto* import = std::get_if<Import>(&statement.node);
      if (import != nullptr && is_of(import->module)) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace pgpact
