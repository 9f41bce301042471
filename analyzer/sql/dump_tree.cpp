// Names, FROM items and SELECT of the text form.
#include "analyzer/sql/dump_tree.h"

#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/dump_sql.h"
#include "analyzer/sql/identifier_at.h"

namespace pgpact {

namespace {

std::string_view JoinWord(JoinKind kind) {
  switch (kind) {
    case JoinKind::Inner:
      return "join";
    case JoinKind::Left:
      return "left-join";
    case JoinKind::Full:
      return "full-join";
    case JoinKind::Right:
      return "right-join";
  }
  return "";
}

std::string_view SetWord(SetOperation operation) {
  switch (operation) {
    case SetOperation::Union:
      return "union";
    case SetOperation::Intersect:
      return "intersect";
    case SetOperation::Except:
      return "except";
    case SetOperation::None:
      return "select";
  }
  return "";
}

}  // namespace

TreeWriter::List::List(TreeWriter& writer, std::string_view head)
    : writer_(writer) {
  writer_.Word("(");
  writer_.out_ += head;
}

TreeWriter::List::~List() {
  writer_.out_ += ')';
}

void TreeWriter::Word(std::string_view word) {
  if (!out_.empty()) {
    out_ += ' ';
  }
  out_ += word;
}

void TreeWriter::Flag(bool set, std::string_view word) {
  if (set) {
    Word(word);
  }
}

std::string TreeWriter::Spelled(const Identifier& name) const {
  std::string spelled = name.name;
  if (name.empty()) {
    return spelled;
  }
  if (name.range.empty()) {
    return spelled + "!";
  }
  const std::vector<Token> tokens =
      Tokenize(text_.substr(name.range.begin, name.range.size()));
  const bool fits =
      tokens.size() == 1 &&
      TokenIsName(tokens[0].kind,
                  text_.substr(name.range.begin, name.range.size()), name.name);
  return fits ? spelled : spelled + "?";
}

void TreeWriter::Name(const Identifier& name) {
  if (!name.empty()) {
    Word(Spelled(name));
  }
}

void TreeWriter::Named(std::string_view head, const Identifier& name) {
  if (!name.empty()) {
    const List list(*this, head);
    Name(name);
  }
}

void TreeWriter::Names(std::string_view head,
                       const std::vector<Identifier>& names) {
  if (names.empty()) {
    return;
  }
  const List list(*this, head);
  for (const Identifier& name : names) {
    Name(name);
  }
}

void TreeWriter::Dotted(const std::vector<Identifier>& names) {
  std::string dotted;
  for (const Identifier& name : names) {
    dotted += dotted.empty() ? "" : ".";
    dotted += Spelled(name);
  }
  Word(dotted);
}

void TreeWriter::Qualified(const QualifiedName& name) {
  std::vector<Identifier> parts;
  for (const Identifier* part : {&name.catalog, &name.schema, &name.name}) {
    if (!part->empty()) {
      parts.push_back(*part);
    }
  }
  if (!parts.empty()) {
    Dotted(parts);
  }
}

void TreeWriter::Type(const TypeName& type) {
  std::string shown = type.set_of ? "setof:" : "";
  for (const Identifier& name : type.names) {
    shown += &name == &type.names.front() ? "" : ".";
    // Names that the grammar made (pg_catalog.int4) are not in the text.
    shown += name.name;
  }
  shown += type.percent_type ? "%type" : "";
  for (const int64_t modifier : type.modifiers) {
    shown += ":" + std::to_string(modifier);
  }
  for (uint32_t i = 0; i < type.array_dimensions; ++i) {
    shown += "[]";
  }
  Word("<" + shown + ">");
}

void TreeWriter::WriteAlias(const Alias& alias) {
  if (!alias.empty()) {
    Names("as", {alias.name});
    Names("columns", alias.columns);
  }
}

void TreeWriter::Range(const RangeVar& range) {
  if (range.alias.empty() && range.inherit) {
    Qualified(range.name);
    return;
  }
  const List list(*this, range.inherit ? "table" : "only");
  Qualified(range.name);
  WriteAlias(range.alias);
}

void TreeWriter::Write(const std::optional<ExprId>& id, std::string_view head) {
  if (id) {
    const List list(*this, head);
    Write(*id);
  }
}

void TreeWriter::Write(const std::vector<ExprId>& ids, std::string_view head) {
  if (!ids.empty()) {
    const List list(*this, head);
    for (const ExprId id : ids) {
      Write(id);
    }
  }
}

void TreeWriter::Show(const RangeVar& node) {
  Range(node);
}

void TreeWriter::Show(const RangeSubselect& node) {
  const List list(*this, node.lateral ? "lateral" : "subselect");
  Write(node.select);
  WriteAlias(node.alias);
}

void TreeWriter::Show(const RangeFunction& node) {
  const List list(*this, "function");
  Flag(node.lateral, "lateral");
  Flag(node.with_ordinality, "ordinality");
  for (const RangeFunctionItem& item : node.functions) {
    Write(item.function);
    for (const ColumnDefItem& column : item.columns) {
      Name(column.name);
      Type(column.type);
    }
  }
  WriteAlias(node.alias);
  for (const ColumnDefItem& column : node.columns) {
    Name(column.name);
    Type(column.type);
  }
}

void TreeWriter::Show(const RangeTableFunc& node) {
  const List list(*this, "xmltable");
  Write(node.inputs, "inputs");
  for (const ColumnDefItem& column : node.columns) {
    Name(column.name);
    Type(column.type);
  }
  WriteAlias(node.alias);
}

void TreeWriter::Show(const RangeTableSample& node) {
  const List list(*this, "sample");
  Write(node.relation);
  Dotted(node.method);
  Write(node.arguments, "arguments");
  Write(node.repeatable, "repeatable");
}

void TreeWriter::Show(const JoinExpr& node) {
  const List list(*this, JoinWord(node.kind));
  Flag(node.natural, "natural");
  Write(node.left);
  Write(node.right);
  Names("using", node.using_columns);
  Named("using-as", node.using_alias);
  Write(node.condition, "on");
  WriteAlias(node.alias);
}

void TreeWriter::Write(FromId id) {
  std::visit([&](const auto& node) { Show(node); }, tree_.from_item(id).node);
}

std::string DumpTree(const ParseTree& tree, std::string_view text) {
  TreeWriter writer(tree, text);
  writer.Write(StatementId{static_cast<uint32_t>(tree.statements.size() - 1)});
  return std::move(writer).Finish();
}

void TreeWriter::WriteClauses(const SelectStmt& select) {
  const List list(*this, SetWord(select.operation));
  Flag(select.all, "all");
  Flag(select.distinct, "distinct");
  Write(select.with);
  Write(select.distinct_on, "distinct-on");
  for (const SelectId branch : select.branches) {
    Write(branch);
  }
  Write(select.target_list, "");
  if (select.into) {
    const List into(*this, "into");
    Range(select.into->relation);
  }
  for (const std::vector<ExprId>& row : select.values) {
    Write(row, "values");
  }
  if (!select.from.empty()) {
    const List from(*this, "from");
    for (const FromId item : select.from) {
      Write(item);
    }
  }
  Write(select.where, "where");
  Write(select.group_by, "group-by");
  Write(select.having, "having");
  for (const WindowDef& window : select.windows) {
    Write(window);
  }
  Write(select.order_by);
  Write(select.limit, "limit");
  Write(select.offset, "offset");
  for (const RangeVar& range : select.locked) {
    const List locked(*this, "for-update");
    Range(range);
  }
}

void TreeWriter::Write(SelectId id) {
  if (depth_ >= kShownDepth) {
    Word("…");
    return;
  }
  ++depth_;
  WriteClauses(tree_.select(id));
  --depth_;
}

}  // namespace pgpact
