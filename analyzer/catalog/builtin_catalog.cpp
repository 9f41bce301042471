#include "analyzer/catalog/builtin_catalog.h"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "analyzer/base/check.h"
#include "analyzer/base/overloaded.h"
#include "analyzer/catalog/system_letters.h"

// Written by builtin/embedded.S.
extern "C" {
extern const char pgpact_builtin_15_begin[];
extern const char pgpact_builtin_15_end[];
}

namespace pgpact {
namespace {

// Takes the text up to the separator off the front.
std::string_view TakeField(std::string_view& line, char separator = '\t') {
  const size_t end = line.find(separator);
  const std::string_view field = line.substr(0, end);
  line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
  return field;
}

int32_t NumberOf(std::string_view field) {
  int32_t number = 0;
  std::from_chars(field.data(), field.data() + field.size(), number);
  return number;
}

std::string_view NoneIsEmpty(std::string_view field) {
  return field == "-" ? std::string_view() : field;
}

// The lines after "@kind count".
std::vector<std::string_view> LinesOf(std::string_view data,
                                      std::string_view kind) {
  std::vector<std::string_view> lines;
  const std::string head = "@" + std::string(kind) + " ";
  size_t at = data.find("\n" + head);
  PGPACT_CHECK(at != std::string_view::npos);
  data.remove_prefix(at + 1 + head.size());
  auto count = static_cast<size_t>(NumberOf(TakeField(data, '\n')));
  lines.reserve(count);
  while (lines.size() < count) {
    lines.push_back(TakeField(data, '\n'));
  }
  return lines;
}

std::pair<std::string_view, std::string_view> KeyOf(std::string_view line) {
  const std::string_view first = TakeField(line);
  return {first, TakeField(line)};
}

}  // namespace

BuiltinCatalog::BuiltinCatalog(std::string_view data)
    : schema_lines_(LinesOf(data, "schemas")),
      type_lines_(LinesOf(data, "types")),
      relation_lines_(LinesOf(data, "relations")),
      routine_lines_(LinesOf(data, "routines")),
      operator_lines_(LinesOf(data, "operators")),
      cast_lines_(LinesOf(data, "casts")),
      named_lines_(LinesOf(data, "named")),
      schemas_(static_cast<uint32_t>(schema_lines_.size())),
      types_(static_cast<uint32_t>(type_lines_.size())),
      relations_(static_cast<uint32_t>(relation_lines_.size())),
      routines_(static_cast<uint32_t>(routine_lines_.size())) {}

std::pair<uint32_t, uint32_t> BuiltinCatalog::Range(const Lines& lines,
                                                    std::string_view first,
                                                    std::string_view second) {
  const std::pair<std::string_view, std::string_view> key(first, second);
  const auto begin = std::lower_bound(
      lines.begin(), lines.end(), key,
      [](std::string_view line, const auto& k) { return KeyOf(line) < k; });
  auto end = begin;
  while (end != lines.end() && KeyOf(*end) == key) {
    ++end;
  }
  return {static_cast<uint32_t>(begin - lines.begin()),
          static_cast<uint32_t>(end - lines.begin())};
}

std::optional<uint32_t> BuiltinCatalog::Find(const Lines& lines,
                                             SchemaId schema,
                                             std::string_view name) const {
  if (schema.index == 0 || schema.index > schema_lines_.size()) {
    return std::nullopt;
  }
  const auto [begin, end] = Range(lines, schema_lines_[schema.index - 1], name);
  if (begin == end) {
    return std::nullopt;
  }
  return begin + 1;
}

std::optional<SchemaId> BuiltinCatalog::FindSchema(
    std::string_view name) const {
  const auto found =
      std::find(schema_lines_.begin(), schema_lines_.end(), name);
  if (found == schema_lines_.end()) {
    return std::nullopt;
  }
  return SchemaId{static_cast<uint32_t>(found - schema_lines_.begin()) + 1};
}

const Schema& BuiltinCatalog::schema(SchemaId id) const {
  PGPACT_CHECK(id.index > 0 && id.index <= schemas_.count());
  return schemas_.Get(id.index - 1, [&] {
    Schema schema;
    schema.name = schema_lines_[id.index - 1];
    return schema;
  });
}

std::optional<RelationId> BuiltinCatalog::FindRelation(
    SchemaId schema, std::string_view name) const {
  const auto line = Find(relation_lines_, schema, name);
  return line ? std::optional(RelationId{*line}) : std::nullopt;
}

std::optional<TypeId> BuiltinCatalog::FindType(SchemaId schema,
                                               std::string_view name) const {
  const auto line = Find(type_lines_, schema, name);
  return line ? std::optional(TypeId{*line}) : std::nullopt;
}

std::vector<RoutineId> BuiltinCatalog::FindRoutines(
    SchemaId schema, std::string_view name) const {
  std::vector<RoutineId> found;
  if (schema.index == 0 || schema.index > schema_lines_.size()) {
    return found;
  }
  const auto [begin, end] =
      Range(routine_lines_, schema_lines_[schema.index - 1], name);
  for (uint32_t line = begin; line < end; ++line) {
    found.push_back(RoutineId{line + 1});
  }
  return found;
}

std::vector<RelationId> BuiltinCatalog::Relations(SchemaId schema) const {
  std::vector<RelationId> found;
  for (uint32_t line = 0; line < relation_lines_.size(); ++line) {
    if (KeyOf(relation_lines_[line]).first == schema_lines_[schema.index - 1]) {
      found.push_back(RelationId{line + 1});
    }
  }
  return found;
}

const Relation& BuiltinCatalog::relation(RelationId id) const {
  PGPACT_CHECK(id.index > 0 && id.index <= relations_.count());
  return relations_.Get(id.index - 1,
                        [&] { return MakeRelation(id.index - 1); });
}

const Type& BuiltinCatalog::type(TypeId id) const {
  PGPACT_CHECK(id.index > 0 && id.index <= types_.count());
  return types_.Get(id.index - 1, [&] { return MakeType(id.index - 1); });
}

const Routine& BuiltinCatalog::routine(RoutineId id) const {
  PGPACT_CHECK(id.index > 0 && id.index <= routines_.count());
  return routines_.Get(id.index - 1, [&] { return MakeRoutine(id.index - 1); });
}

bool BuiltinCatalog::HasNamedObject(std::string_view kind,
                                    std::string_view schema,
                                    std::string_view name,
                                    std::string_view detail) const {
  std::string rest(name);
  if (!detail.empty()) {
    rest.append("\t").append(detail);
  }
  const std::tuple key(kind, schema.empty() ? std::string_view("-") : schema,
                       std::string_view(rest));
  return std::binary_search(
      named_lines_.begin(), named_lines_.end(), key,
      Overloaded{[](std::string_view line, const auto& k) {
                   const auto [first, second] = KeyOf(line);
                   line.remove_prefix(first.size() + second.size() + 2);
                   return std::tuple(first, second, line) < k;
                 },
                 [](const auto& k, std::string_view line) {
                   const auto [first, second] = KeyOf(line);
                   line.remove_prefix(first.size() + second.size() + 2);
                   return k < std::tuple(first, second, line);
                 }});
}

std::vector<BuiltinOperator> BuiltinCatalog::Operators(
    std::string_view name) const {
  std::vector<BuiltinOperator> found;
  const auto [begin, end] = Range(operator_lines_, "pg_catalog", name);
  for (uint32_t i = begin; i < end; ++i) {
    std::string_view line = operator_lines_[i];
    TakeField(line);
    TakeField(line);
    BuiltinOperator one;
    one.left = TypeOf(TakeField(line));
    one.right = TypeOf(TakeField(line));
    one.result = TypeOf(TakeField(line));
    found.push_back(one);
  }
  return found;
}

std::optional<CastContext> BuiltinCatalog::FindCast(TypeId source,
                                                    TypeId target) const {
  if (source.index == 0 || source.index > types_.count() || target.index == 0 ||
      target.index > types_.count()) {
    return std::nullopt;
  }
  const auto [begin, end] =
      Range(cast_lines_, type(source).name, type(target).name);
  if (begin == end) {
    return std::nullopt;
  }
  std::string_view line = cast_lines_[begin];
  TakeField(line);
  TakeField(line);
  switch (line.front()) {
    case 'i':
      return CastContext::Implicit;
    case 'a':
      return CastContext::Assignment;
    default:
      return CastContext::Explicit;
  }
}

TypeId BuiltinCatalog::TypeOf(std::string_view written) const {
  if (written == "-") {
    return kUnknownTypeId;
  }
  const size_t dot = written.find('.');
  const auto [begin, end] =
      dot == std::string_view::npos
          ? Range(type_lines_, "pg_catalog", written)
          : Range(type_lines_, written.substr(0, dot), written.substr(dot + 1));
  PGPACT_CHECK(begin != end);
  return TypeId{begin + 1};
}

Relation BuiltinCatalog::MakeRelation(uint32_t line_number) const {
  std::string_view line = relation_lines_[line_number];
  Relation relation;
  relation.schema = *FindSchema(TakeField(line));
  relation.name = TakeField(line);
  relation.kind =
      TakeField(line) == "v" ? RelationKind::View : RelationKind::Table;
  relation.row_type = *FindType(relation.schema, relation.name);
  while (!line.empty()) {
    std::string_view field = TakeField(line);
    Column column;
    column.name = TakeField(field, ':');
    column.type.type = TypeOf(TakeField(field, ':'));
    while (!field.empty()) {
      const std::string_view more = TakeField(field, ':');
      if (more == "!") {
        column.not_null = true;
      } else {
        column.type.modifier = NumberOf(more);
      }
    }
    relation.columns.push_back(std::move(column));
  }
  return relation;
}

Type BuiltinCatalog::MakeType(uint32_t line_number) const {
  std::string_view line = type_lines_[line_number];
  Type type;
  type.schema = *FindSchema(TakeField(line));
  type.name = TakeField(line);
  type.kind = TypeKindOf(TakeField(line).front());
  type.category = TakeField(line).front();
  type.preferred = TakeField(line) == "p";
  type.element = TypeOf(TakeField(line));
  type.array = TypeOf(TakeField(line));
  type.base.type = TypeOf(TakeField(line));
  type.base.modifier = NumberOf(TakeField(line));
  type.not_null = TakeField(line) == "!";
  if (type.kind == TypeKind::Domain) {
    type.element = type.base.type;
  }
  const std::string_view relation = NoneIsEmpty(TakeField(line));
  if (!relation.empty()) {
    type.relation = FindRelation(type.schema, relation);
  }
  return type;
}

Routine BuiltinCatalog::MakeRoutine(uint32_t line_number) const {
  std::string_view line = routine_lines_[line_number];
  Routine routine;
  routine.schema = *FindSchema(TakeField(line));
  routine.name = TakeField(line);
  routine.kind = RoutineKindOf(TakeField(line).front());
  routine.returns_set = TakeField(line) == "s";
  routine.returns = TypeOf(TakeField(line));
  routine.volatility = TakeField(line).front();
  const int32_t defaults = NumberOf(TakeField(line));
  routine.language = "internal";
  while (!line.empty()) {
    std::string_view field = TakeField(line);
    RoutineArgument argument;
    argument.mode = ArgumentModeOf(TakeField(field, ':').front());
    argument.type = TypeOf(TakeField(field, ':'));
    argument.name = field;
    routine.arguments.push_back(std::move(argument));
  }
  SetDefaults(routine, defaults);
  return routine;
}

const BuiltinCatalog& LoadBuiltinCatalog(std::string_view /*major*/) {
  static const BuiltinCatalog catalog(
      {pgpact_builtin_15_begin,
       static_cast<size_t>(pgpact_builtin_15_end - pgpact_builtin_15_begin)});
  return catalog;
}

}  // namespace pgpact
