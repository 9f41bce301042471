#include "analyzer/binder/path_setting.h"

#include <algorithm>

#include "analyzer/base/overloaded.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/identifier.h"
#include "analyzer/strings/expand.h"

namespace pgpact {
namespace {

constexpr std::string_view kSearchPath = "search_path";

bool HasUnknownParts(const ParsedStatement& statement) {
  return statement.placeholders != 0 || !statement.holes.empty();
}

PathSetting Given(std::vector<std::string> schemas) {
  PathSetting setting;
  const bool wild = std::any_of(schemas.begin(), schemas.end(), IsWildName);
  setting.kind = wild ? PathSetting::Kind::Unknown : PathSetting::Kind::Given;
  if (!wild) {
    setting.schemas = std::move(schemas);
  }
  return setting;
}

std::optional<PathSetting> ReadSet(const VariableSetStmt& set, bool unknown) {
  const bool resets = set.is_default && set.name.empty();
  if (!resets &&
      (set.name != kSearchPath || (set.values.empty() && !set.is_default))) {
    return std::nullopt;
  }
  PathSetting setting;
  if (set.is_default) {
    setting.kind = PathSetting::Kind::Default;
  } else if (!unknown) {
    setting = Given(set.values);
  }
  setting.local = set.local;
  return setting;
}

std::optional<PathSetting> ReadLater(const ClusterStmt& changed, bool unknown) {
  if (changed.kind != ClusterStmt::Kind::Alter ||
      changed.setting.name != kSearchPath || changed.setting_values.empty()) {
    return std::nullopt;
  }
  PathSetting setting = unknown ? PathSetting() : Given(changed.setting_values);
  setting.later_sessions = true;
  return setting;
}

const Const* ConstantAt(const ParseTree& tree, const FuncCall& call,
                        size_t index) {
  const Expr* expr = &tree.expr(call.arguments[index].value);
  while (const auto* cast = std::get_if<TypeCast>(&expr->node)) {
    expr = &tree.expr(cast->argument);
  }
  return std::get_if<Const>(&expr->node);
}

// The last set_config('search_path', …) that the query calls.
std::optional<PathSetting> ReadCalls(const ParsedStatement& statement) {
  std::optional<PathSetting> found;
  for (const Expr& expr : statement.tree.exprs) {
    const auto* call = std::get_if<FuncCall>(&expr.node);
    if (call == nullptr || call->name.empty() ||
        call->name.back().name != "set_config" || call->arguments.size() != 3) {
      continue;
    }
    const Const* name = ConstantAt(statement.tree, *call, 0);
    if (name == nullptr || name->value != kSearchPath) {
      continue;
    }
    const Const* value = ConstantAt(statement.tree, *call, 1);
    const Const* local = ConstantAt(statement.tree, *call, 2);
    const bool known = value != nullptr && value->kind != ConstKind::Null &&
                       !HasUnknownParts(statement);
    found = known ? Given(SplitSearchPath(value->value)) : PathSetting();
    found->local = local == nullptr || local->value == "true" ||
                   local->value == "t" || local->value == "1";
  }
  return found;
}

// A text that does not parse with what stands in its holes.
std::optional<PathSetting> ReadBroken(const ParsedStatement& statement) {
  const std::vector<Token> tokens = Tokenize(statement.text.text);
  const auto word = [&](const Token& token) {
    return FoldIdentifier(std::string_view(statement.text.text)
                              .substr(token.range.begin, token.range.size()));
  };
  const size_t looked_at = std::min<size_t>(tokens.size(), 3);
  for (size_t i = 1; i < looked_at; ++i) {
    if (word(tokens[0]) == "set" && word(tokens[i]) == kSearchPath) {
      return PathSetting();
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<PathSetting> ReadPathSetting(const ParsedStatement& statement) {
  if (statement.error) {
    return statement.error_uncertain ? ReadBroken(statement) : std::nullopt;
  }
  if (statement.tree.statements.empty()) {
    return std::nullopt;
  }
  const bool unknown = HasUnknownParts(statement);
  return std::visit(
      Overloaded{
          [&](const VariableSetStmt& set) { return ReadSet(set, unknown); },
          [&](const ClusterStmt& changed) {
            return ReadLater(changed, unknown);
          },
          [&](const SelectStatement&) { return ReadCalls(statement); },
          [&](const OtherStmt& other) -> std::optional<PathSetting> {
            const std::string text = FoldIdentifier(statement.text.text);
            if (other.tag != "DiscardStmt" || !text.ends_with("all")) {
              return std::nullopt;
            }
            PathSetting setting;
            setting.kind = PathSetting::Kind::Default;
            return setting;
          },
          [](const auto&) -> std::optional<PathSetting> {
            return std::nullopt;
          }},
      statement.tree.root().node);
}

std::vector<std::string> SplitSearchPath(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  std::vector<std::string> names;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    if (text.empty()) {
      return names;
    }
    if (text.front() == '"') {
      size_t end = text.find('"', 1);
      while (end != std::string_view::npos && text.substr(end + 1, 1) == "\"") {
        end = text.find('"', end + 2);
      }
      const size_t size = end == std::string_view::npos ? text.size() : end + 1;
      names.push_back(UnquoteIdentifier(text.substr(0, size)));
      text.remove_prefix(size);
    } else {
      const size_t end = std::min(text.find_first_of(" \t\r\n,"), text.size());
      if (end != 0) {
        names.push_back(FoldIdentifier(text.substr(0, end)));
      }
      text.remove_prefix(end);
    }
    text.remove_prefix(std::min(text.find(','), text.size()));
    text.remove_prefix(text.empty() ? 0 : 1);
  }
}

}  // namespace pgpact
