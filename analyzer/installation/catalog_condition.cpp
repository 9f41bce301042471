#include "analyzer/installation/catalog_condition.h"

#include <algorithm>
#include <string>
#include <utility>

#include "analyzer/installation/catalog_rows.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/statement_tokens.h"

namespace pgpact {
namespace {

// Nothing: not known.
using Truth = std::optional<bool>;

Truth Not(Truth truth) {
  return truth ? Truth(!*truth) : truth;
}

class Decider {
 public:
  Decider(const ParsedStatement& statement, const Catalog& catalog,
          const SearchPath& path, const ValueLookup& lookup)
      : statement_(statement),
        tree_(statement.tree),
        catalog_(catalog),
        path_(path),
        lookup_(lookup) {}

  // Of a row of a view, or of the condition itself (null).
  Truth Holds(ExprId id, const CatalogRow* row) {
    const Expr& expr = tree_.expr(id);
    if (const auto* node = std::get_if<BoolExpr>(&expr.node)) {
      return OfBool(*node, row);
    }
    if (const auto* node = std::get_if<SubLink>(&expr.node)) {
      return OfSubLink(*node, row);
    }
    if (const auto* node = std::get_if<AExpr>(&expr.node)) {
      return OfOperator(*node, row);
    }
    if (const auto* node = std::get_if<NullTest>(&expr.node)) {
      return OfNullTest(*node);
    }
    const auto value = ValueOf(id, row);
    if (value && (*value == "true" || *value == "false")) {
      return *value == "true";
    }
    return std::nullopt;
  }

 private:
  struct Count {
    size_t sure = 0;
    size_t perhaps = 0;
    bool known = false;
    // Of the last that is sure.
    CatalogRow row;
  };

  Truth OfBool(const BoolExpr& node, const CatalogRow* row) {
    if (node.op == BoolOperator::Not) {
      return Not(Holds(node.arguments[0], row));
    }
    const bool all = node.op == BoolOperator::And;
    Truth result = all;
    for (const ExprId argument : node.arguments) {
      const Truth one = Holds(argument, row);
      if (one && *one != all) {
        return one;
      }
      if (!one) {
        result.reset();
      }
    }
    return result;
  }

  Truth OfSubLink(const SubLink& node, const CatalogRow* row) {
    if (row != nullptr) {
      return std::nullopt;
    }
    const SelectStmt& select = tree_.select(node.select);
    if (node.kind == SubLinkKind::Exists) {
      return Any(CountOf(select, std::nullopt));
    }
    if (node.kind == SubLinkKind::Any && node.test) {
      // 'x' IN (SELECT name FROM …)
      const auto wanted = ValueOf(*node.test, nullptr);
      return wanted ? Any(CountOf(select, wanted)) : std::nullopt;
    }
    if (node.kind == SubLinkKind::Expr && select.target_list.size() == 1 &&
        select.target_list[0].value) {
      const Expr& target = tree_.expr(*select.target_list[0].value);
      const auto* boolean = std::get_if<AExpr>(&target.node);
      return boolean != nullptr && select.from.empty()
                 ? Holds(*select.target_list[0].value, nullptr)
                 : std::nullopt;
    }
    return std::nullopt;
  }

  static Truth Any(const Count& count) {
    if (count.sure > 0) {
      return true;
    }
    return count.known && count.perhaps == 0 ? Truth(false) : std::nullopt;
  }

  // to_regclass('x') IS NULL
  Truth OfNullTest(const NullTest& node) {
    const Expr& argument = tree_.expr(node.argument);
    const auto* call = std::get_if<FuncCall>(&argument.node);
    if (call == nullptr || call->name.empty() || call->arguments.size() != 1 ||
        argument.location == kNoLocation) {
      return std::nullopt;
    }
    const auto name = ValueOf(call->arguments[0].value, nullptr);
    const std::string& function = call->name.back().name;
    if (!name || (function != "to_regclass" && function != "to_regtype")) {
      return std::nullopt;
    }
    const std::optional<std::string> key =
        function == "to_regclass" ? RelationNamed(*name) : TypeNamed(*name);
    if (!key && !catalog_.open_schemas().empty()) {
      return std::nullopt;
    }
    const std::string_view text =
        std::string_view(statement_.text.text).substr(argument.location);
    const std::vector<Token> tokens = Tokenize(text);
    int depth = 0;
    for (size_t i = 0; i + 1 < tokens.size(); ++i) {
      const auto word = [&](size_t k) {
        return text.substr(tokens[k].range.begin, tokens[k].range.size());
      };
      depth += word(i) == "(" ? 1 : 0;
      depth -= word(i) == ")" ? 1 : 0;
      if (depth <= 0 && EqualsWord(word(i), "is")) {
        return EqualsWord(word(i + 1), "not") ? key.has_value()
                                              : !key.has_value();
      }
    }
    return std::nullopt;
  }

  // = ANY over lists, =, <>, and counts compared with numbers.
  Truth OfOperator(const AExpr& node, const CatalogRow* row) {
    if (!node.left || !node.right || node.name.empty()) {
      return std::nullopt;
    }
    const std::string& op = node.name.back().name;
    if (node.kind == AExprKind::In) {
      return OfIn(node, row, op == "<>");
    }
    if (node.kind != AExprKind::Op) {
      return std::nullopt;
    }
    if (row != nullptr && op == ">" && IsColumn(*node.left, "attnum")) {
      return true;
    }
    if (row == nullptr) {
      if (const auto count = CountIn(*node.left)) {
        return Compared(*count, op, ValueOf(*node.right, nullptr));
      }
    }
    if (op != "=" && op != "<>" && op != "!=") {
      return std::nullopt;
    }
    if (row != nullptr && IsColumn(*node.left, "") &&
        IsColumn(*node.right, "") && !ValueOf(*node.right, nullptr) &&
        !ValueOf(*node.left, nullptr)) {
      // What joins the views.
      return op == "=" ? Truth(true) : std::nullopt;
    }
    const auto left = ValueOf(*node.left, row);
    const auto right = ValueOf(*node.right, row);
    if (!left || !right) {
      return std::nullopt;
    }
    return (*left == *right) == (op == "=");
  }

  Truth OfIn(const AExpr& node, const CatalogRow* row, bool negated) {
    const auto* list = std::get_if<ListExpr>(&tree_.expr(*node.right).node);
    const auto left = ValueOf(*node.left, row);
    if (list == nullptr || !left) {
      return std::nullopt;
    }
    bool unknown = false;
    for (const ExprId item : list->items) {
      const auto value = ValueOf(item, row);
      unknown = unknown || !value;
      if (value && *value == *left) {
        return !negated;
      }
    }
    return unknown ? Truth() : Truth(negated);
  }

  static Truth Compared(size_t count, const std::string& op,
                        const std::optional<std::string>& number) {
    if (!number || number->empty() ||
        number->find_first_not_of("0123456789") != std::string::npos ||
        number->size() > 9) {
      return std::nullopt;
    }
    const size_t other = std::stoul(*number);
    if (op == "=") {
      return count == other;
    }
    if (op == "<>" || op == "!=") {
      return count != other;
    }
    if (op == ">") {
      return count > other;
    }
    if (op == "<") {
      return count < other;
    }
    if (op == ">=") {
      return count >= other;
    }
    return op == "<=" ? Truth(count <= other) : std::nullopt;
  }

  // (SELECT count(*) FROM …)
  std::optional<size_t> CountIn(ExprId id) {
    const auto* link = std::get_if<SubLink>(&tree_.expr(id).node);
    if (link == nullptr || link->kind != SubLinkKind::Expr) {
      return std::nullopt;
    }
    const SelectStmt& select = tree_.select(link->select);
    if (select.target_list.size() != 1 || !select.target_list[0].value) {
      return std::nullopt;
    }
    const auto* call =
        std::get_if<FuncCall>(&tree_.expr(*select.target_list[0].value).node);
    if (call == nullptr || call->name.back().name != "count") {
      return std::nullopt;
    }
    const Count count = CountOf(select, std::nullopt);
    return count.known && count.perhaps == 0 ? std::optional(count.sure)
                                             : std::nullopt;
  }

  bool IsColumn(ExprId id, std::string_view name) const {
    const auto* ref = std::get_if<ColumnRef>(&tree_.expr(id).node);
    return ref != nullptr && !ref->parts.empty() &&
           (name.empty() || ref->parts.back().name == name);
  }

  // The views in FROM; false for anything else there.
  bool Views(FromId id, std::vector<std::string>& views,
             std::vector<ExprId>& conditions) const {
    const FromItem& item = tree_.from_item(id);
    if (const auto* table = std::get_if<RangeVar>(&item.node)) {
      const std::string& schema = table->name.schema.name;
      views.push_back(table->name.name.name);
      return schema.empty() || schema == "pg_catalog" ||
             schema == "information_schema";
    }
    const auto* join = std::get_if<JoinExpr>(&item.node);
    if (join == nullptr || join->kind != JoinKind::Inner) {
      return false;
    }
    if (join->condition) {
      conditions.push_back(*join->condition);
    }
    return Views(join->left, views, conditions) &&
           Views(join->right, views, conditions);
  }

  // The name that a row must have for the condition to hold.
  std::optional<std::string> NameIn(ExprId id, std::string_view view) {
    const Expr& expr = tree_.expr(id);
    const auto* both = std::get_if<BoolExpr>(&expr.node);
    if (both != nullptr && both->op == BoolOperator::And) {
      for (const ExprId argument : both->arguments) {
        if (auto name = NameIn(argument, view)) {
          return name;
        }
      }
      return std::nullopt;
    }
    const auto* equal = std::get_if<AExpr>(&expr.node);
    const bool is = equal != nullptr && equal->kind == AExprKind::Op &&
                    equal->left && equal->right && !equal->name.empty() &&
                    equal->name.back().name == "=";
    if (!is) {
      return std::nullopt;
    }
    const auto* ref = std::get_if<ColumnRef>(&tree_.expr(*equal->left).node);
    if (ref == nullptr || ref->parts.empty() ||
        !IsOwnName(view, ref->parts.back().name)) {
      return std::nullopt;
    }
    return ValueOf(*equal->right, nullptr);
  }

  // What a query takes its rows from: one view, and all of the conditions.
  struct Source {
    std::string view;
    std::vector<ExprId> conditions;
    std::vector<CatalogRow> rows;
  };
  std::optional<Source> SourceOf(const SelectStmt& select) {
    const bool plain = select.operation == SetOperation::None &&
                       select.values.empty() && select.group_by.empty() &&
                       !select.having && !select.with && !select.offset;
    if (!plain || select.from.empty() || depth_ > 4) {
      return std::nullopt;
    }
    Source source;
    std::vector<std::string> views;
    for (const FromId from : select.from) {
      if (!Views(from, views, source.conditions)) {
        return std::nullopt;
      }
    }
    const auto main = MainView(views);
    if (!main) {
      return std::nullopt;
    }
    source.view = *main;
    if (select.where) {
      source.conditions.push_back(*select.where);
    }
    std::optional<std::string> name;
    for (const ExprId condition : source.conditions) {
      if (!name) {
        name = NameIn(condition, source.view);
      }
    }
    auto rows = CatalogRows(catalog_, source.view, name);
    if (!rows) {
      return std::nullopt;
    }
    source.rows = std::move(*rows);
    return source;
  }

  // Whether all of the conditions hold for the row.
  Truth HoldAll(const std::vector<ExprId>& conditions, const CatalogRow& row) {
    Truth holds = true;
    for (const ExprId condition : conditions) {
      const Truth one = Holds(condition, &row);
      if (one && !*one) {
        return one;
      }
      holds = one ? holds : Truth();
    }
    return holds;
  }

  // Whether the one output of the row is the value.
  Truth Gives(const SelectStmt& select, const CatalogRow& row,
              const std::string& wanted) {
    const auto output =
        select.target_list.size() == 1 && select.target_list[0].value
            ? ValueOf(*select.target_list[0].value, &row)
            : std::nullopt;
    return output ? Truth(*output == wanted) : Truth();
  }

  // How many rows there are; with `wanted` those whose one output is it.
  Count CountOf(const SelectStmt& select,
                const std::optional<std::string>& wanted) {
    Count count;
    const auto source = SourceOf(select);
    if (!source) {
      return count;
    }
    ++depth_;
    for (const CatalogRow& row : source->rows) {
      Truth holds = HoldAll(source->conditions, row);
      if (wanted && !(holds && !*holds)) {
        const Truth gives = Gives(select, row, *wanted);
        holds = gives && *gives ? holds : gives;
      }
      count.sure += holds && *holds ? 1 : 0;
      count.perhaps += holds ? 0 : 1;
      if (holds && *holds) {
        count.row = row;
      }
    }
    --depth_;
    // Roles are the cluster's; others may be made by what is not known.
    count.known = source->view != "pg_roles" && source->view != "pg_user" &&
                  catalog_.open_schemas().empty();
    return count;
  }

  std::optional<std::string> CastValue(const TypeCast& cast,
                                       const CatalogRow* row) {
    auto value = ValueOf(cast.argument, row);
    const std::string type =
        cast.type.names.empty() ? "" : cast.type.names.back().name;
    if (!value) {
      return std::nullopt;
    }
    return type == "regclass"       ? RelationNamed(*value)
           : type == "regtype"      ? TypeNamed(*value)
           : type == "regnamespace" ? std::optional(SchemaKey(*value))
                                    : value;
  }

  std::optional<std::string> ValueOf(ExprId id, const CatalogRow* row) {
    const Expr& expr = tree_.expr(id);
    if (row != nullptr && IsColumn(id, "")) {
      const auto& parts = std::get<ColumnRef>(expr.node).parts;
      const auto found = row->find(parts.back().name);
      if (found != row->end()) {
        return found->second;
      }
    }
    if (const auto* cast = std::get_if<TypeCast>(&expr.node)) {
      return CastValue(*cast, row);
    }
    if (const auto* link = std::get_if<SubLink>(&expr.node)) {
      return OneValue(*link);
    }
    if (const auto* function = std::get_if<SqlValueFunction>(&expr.node)) {
      return function->name.find("schema") != std::string::npos
                 ? CurrentSchema()
                 : std::nullopt;
    }
    const auto* call = std::get_if<FuncCall>(&expr.node);
    if (call != nullptr && !call->name.empty() &&
        call->name.back().name == "current_schema") {
      return CurrentSchema();
    }
    const KnownValue value = EvaluateExpr(statement_, id, lookup_);
    const auto* text = std::get_if<TextValue>(&value);
    const auto whole = text == nullptr ? std::nullopt : text->Whole();
    return whole ? std::optional(whole->text) : std::nullopt;
  }

  // (SELECT oid FROM pg_namespace WHERE nspname = 'x')
  std::optional<std::string> OneValue(const SubLink& link) {
    const SelectStmt& select = tree_.select(link.select);
    if (link.kind != SubLinkKind::Expr || select.target_list.size() != 1 ||
        !select.target_list[0].value) {
      return std::nullopt;
    }
    const Count count = CountOf(select, std::nullopt);
    return count.sure == 1 && count.perhaps == 0
               ? ValueOf(*select.target_list[0].value, &count.row)
               : std::nullopt;
  }

  std::optional<std::string> CurrentSchema() const {
    const auto id = CreationSchema(catalog_, path_);
    return id ? std::optional(catalog_.schema(*id).name) : std::nullopt;
  }

  std::optional<std::string> RelationNamed(const std::string& text) const {
    return RelationKeyOf(catalog_, path_, text);
  }
  std::optional<std::string> TypeNamed(const std::string& text) const {
    return TypeKeyOf(catalog_, path_, text);
  }

  const ParsedStatement& statement_;
  const ParseTree& tree_;
  const Catalog& catalog_;
  const SearchPath& path_;
  const ValueLookup& lookup_;
  uint32_t depth_ = 0;
};

}  // namespace

std::optional<bool> DecideCondition(const ParsedStatement& select,
                                    const Catalog& catalog,
                                    const SearchPath& path,
                                    const ValueLookup& lookup) {
  if (select.error || select.tree.statements.empty()) {
    return std::nullopt;
  }
  const auto* root = std::get_if<SelectStatement>(&select.tree.root().node);
  if (root == nullptr) {
    return std::nullopt;
  }
  const SelectStmt& node = select.tree.select(root->select);
  if (node.target_list.size() != 1 || !node.target_list[0].value) {
    return std::nullopt;
  }
  Decider decider(select, catalog, path, lookup);
  // IF count(*) = 0 FROM … is not looked at.
  return node.from.empty() ? decider.Holds(*node.target_list[0].value, nullptr)
                           : std::nullopt;
}

}  // namespace pgpact
