// Records that a call makes: `Query = namedtuple("Query", "where sort")` is a
// class with these fields.
#include <algorithm>
#include <string>
#include <utility>

#include "analyzer/frontends/python/lowering.h"

namespace pgpact {

namespace {

// The names in "a b, c".
std::vector<std::string> NamesIn(std::string_view text) {
  std::vector<std::string> names;
  std::string name;
  // Behind the letters that may stand before the quotes.
  text.remove_prefix(std::min(text.find_first_of("'\""), text.size()));
  for (const char c : std::string(text) + " ") {
    if (c != ' ' && c != ',' && c != '\n' && c != '\t' && c != '\'' &&
        c != '"') {
      name += c;
    } else if (!name.empty()) {
      names.push_back(std::exchange(name, {}));
    }
  }
  return names;
}

}  // namespace

std::optional<PythonLowering::Record> PythonLowering::RecordOf(
    Node node) const {
  const Node call = Unwrapped(node);
  const auto callee = call.Child(Field::Function);
  const auto list = call.Child(Field::Arguments);
  if (!call.Is(Kind::Call) || !callee || !list) {
    return std::nullopt;
  }
  const std::string_view name = callee->text();
  if (name != "namedtuple" && !name.ends_with(".namedtuple")) {
    return std::nullopt;
  }
  const std::vector<Node> arguments = NamedChildren(*list);
  if (arguments.size() < 2 || arguments[1].Is(Kind::KeywordArgument)) {
    return std::nullopt;
  }
  Record record;
  record.callee = *callee;
  const Node fields = Unwrapped(arguments[1]);
  const bool listed = fields.Is(Kind::List) || fields.Is(Kind::Tuple);
  record.fields = listed ? NamedChildren(fields) : std::vector<Node>{fields};
  for (const Node field : record.fields) {
    if (!field.Is(Kind::String) || field.FirstOf(Kind::Interpolation)) {
      return std::nullopt;
    }
  }
  for (size_t i = 2; i < arguments.size(); ++i) {
    const auto value = arguments[i].Child(Field::Value);
    const auto keyword = arguments[i].Child(Field::Name);
    if (value && keyword && keyword->text() == "defaults") {
      record.defaults = NamedChildren(Unwrapped(*value));
    }
  }
  return record;
}

// A field without a default is not known until it is given.
void PythonLowering::AddFields(const Record& record, Node node) {
  std::vector<std::pair<std::string, Node>> fields;
  for (const Node field : record.fields) {
    for (std::string& name : NamesIn(field.text())) {
      fields.emplace_back(std::move(name), field);
    }
  }
  const size_t given = record.defaults.size();
  for (size_t i = 0; i < fields.size(); ++i) {
    const size_t left = fields.size() - i;
    const ValueId value =
        left <= given
            ? Expression(record.defaults[given - left])
            : builder_.AddUnknown(UnknownReason::Parameter,
                                  "field without a value", RangeOf(node));
    Target target = NameTarget(fields[i].first, fields[i].second);
    Declare(target);
    Emit(Assign{std::move(target), AssignOperator::Set, value}, node);
  }
}

void PythonLowering::DefineRecord(const std::string& name, const Record& record,
                                  Node node) {
  Class made;
  made.name = name;
  made.qualified_name = Qualified(name);
  made.range = RangeOf(node);
  made.bases.push_back(Expression(*record.callee));
  Declare(made.name);
  scopes_.push_back({Scope::Kind::Class, made.qualified_name, {}, false, {}});
  std::vector<Statement> statements;
  std::vector<Statement>* const outer = std::exchange(block_, &statements);
  AddFields(record, node);
  block_ = outer;
  scopes_.pop_back();
  made.body = builder_.AddBlock({std::move(statements)});
  Emit(DefineClass{builder_.AddClass(std::move(made))}, node);
}

// `Query = namedtuple("Query", ["where", "sort"])`
bool PythonLowering::AssignRecord(Node left, Node right, Node node) {
  if (!left.Is(Kind::Identifier)) {
    return false;
  }
  const auto record = RecordOf(right);
  if (!record) {
    return false;
  }
  const std::string name = TextAt(left);
  if (scopes_.back().kind == Scope::Kind::Module) {
    records_.insert_or_assign(name, *record);
  }
  DefineRecord(name, *record, node);
  return true;
}

// `Query.__new__.__defaults__ = ("1=1", None)`: the class anew, with these.
bool PythonLowering::AssignDefaults(Node left, Node right, Node node) {
  const std::string_view path = left.text();
  const size_t dot = path.find('.');
  const Node values = Unwrapped(right);
  if (dot == std::string_view::npos ||
      path.substr(dot) != ".__new__.__defaults__" || !values.Is(Kind::Tuple)) {
    return false;
  }
  const auto known = records_.find(std::string(path.substr(0, dot)));
  if (known == records_.end() || scopes_.back().kind != Scope::Kind::Module) {
    return false;
  }
  known->second.defaults = NamedChildren(values);
  DefineRecord(known->first, known->second, node);
  return true;
}

}  // namespace pgpact
