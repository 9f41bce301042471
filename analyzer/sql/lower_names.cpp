// Names, types and relations of a statement, with their places.
#include <algorithm>
#include <array>

#include "analyzer/sql/lower.h"

namespace pgpact {

namespace {

TextRange Span(const std::vector<Identifier>& parts) {
  TextRange span;
  for (const Identifier& part : parts) {
    if (!part.range.empty()) {
      span = span.empty() ? part.range : TextRange{span.begin, part.range.end};
    }
  }
  return span;
}

std::string_view StringOf(JsonElement element) {
  const JsonNode node = NodeOf(element);
  return node.tag == "String" ? Text(node.fields, "sval") : std::string_view();
}

// Words that go on with a type's name after its first word.
constexpr std::array<std::string_view, 14> kTypeWords = {
    "precision", "varying", "character", "char", "with", "without", "time",
    "zone",      "year",    "month",     "day",  "hour", "minute",  "second",
};

}  // namespace

// The parts a.b.c of a name that begins at the byte. Where the grammar made
// the name itself (pg_catalog.int4 for int), the token there stands for the
// last part.
std::vector<Identifier> Lowering::NamesAt(Fields node, std::string_view key,
                                          uint32_t location) {
  std::vector<Identifier> names;
  const StatementTokens& tokens = cursor_.tokens();
  uint32_t index =
      location == kNoLocation ? kNoToken : tokens.IndexAt(location);
  if (index != kNoToken && tokens.IsWord(index, "setof")) {
    ++index;
  }
  const uint32_t first = index;
  bool found = index != kNoToken;
  ForEach(node, key, [&](JsonElement element) {
    Identifier part = found ? cursor_.TakeAt(index, StringOf(element))
                            : Identifier{std::string(StringOf(element)), {}};
    found = found && !part.range.empty();
    names.push_back(std::move(part));
    index += 2;
  });
  if (!found && first < tokens.size() && !names.empty()) {
    for (Identifier& name : names) {
      name.range = {};
    }
    if (tokens.tokens[first].kind != TokenKind::Punctuation) {
      names.back().range = tokens.tokens[first].range;
    }
    cursor_.Pass(location);
  }
  return names;
}

// The parts of the next name of that spelling.
std::vector<Identifier> Lowering::NamesAhead(Fields node,
                                             std::string_view key) {
  std::vector<Identifier> names;
  bool first = true;
  ForEach(node, key, [&](JsonElement element) {
    const std::string_view name = StringOf(element);
    if (name.empty()) {
      return;
    }
    names.push_back(first ? cursor_.Take(name)
                          : cursor_.Take(name, IdentifierCursor::Before::Dot));
    first = false;
  });
  return names;
}

// Names of a list (a, b, c), one after another.
std::vector<Identifier> Lowering::EachAhead(Fields node, std::string_view key) {
  std::vector<Identifier> names;
  ForEach(node, key, [&](JsonElement element) {
    names.push_back(cursor_.Take(StringOf(element)));
  });
  return names;
}

// `clause` holds collname and a location at COLLATE.
std::vector<Identifier> Lowering::CollationNames(Fields clause) {
  cursor_.Pass(LocationOf(clause));
  return NamesAhead(clause, "collname");
}

// The operator at the byte; OPERATOR(schema.+) has its parts in parentheses.
std::vector<Identifier> Lowering::OperatorNames(Fields node,
                                                std::string_view key,
                                                uint32_t location) {
  std::vector<Identifier> names;
  ForEach(node, key, [&names](JsonElement element) {
    names.push_back({std::string(StringOf(element)), {}});
  });
  const StatementTokens& tokens = cursor_.tokens();
  if (location == kNoLocation || names.empty()) {
    return names;
  }
  uint32_t index = tokens.IndexAt(location);
  if (tokens.IsWord(index, "operator") && tokens.IsMark(index + 1, '(')) {
    index += 2;
    for (Identifier& name : names) {
      name.range =
          index < tokens.size() ? tokens.tokens[index].range : TextRange{};
      index += 2;
    }
  } else if (index < tokens.size()) {
    names.back().range = tokens.tokens[index].range;
  }
  return names;
}

QualifiedName Lowering::QualifiedOf(std::vector<Identifier> parts) const {
  QualifiedName name;
  name.range = Span(parts);
  if (!parts.empty()) {
    name.name = std::move(parts.back());
    parts.pop_back();
  }
  if (!parts.empty()) {
    name.schema = std::move(parts.back());
    parts.pop_back();
  }
  if (!parts.empty()) {
    name.catalog = std::move(parts.back());
  }
  return name;
}

QualifiedName Lowering::QualifiedAhead(Fields node, std::string_view key) {
  return QualifiedOf(NamesAhead(node, key));
}

// The next operator of that name: CREATE OPERATOR schema.+
QualifiedName Lowering::OperatorAhead(Fields node, std::string_view key) {
  std::vector<Identifier> parts;
  const StatementTokens& tokens = cursor_.tokens();
  ForEach(node, key, [&](JsonElement element) {
    const std::string_view name = StringOf(element);
    Identifier part = cursor_.Take(name);
    for (uint32_t i = cursor_.position();
         part.range.empty() && i < tokens.size() && i < cursor_.position() + 8;
         ++i) {
      if (tokens.tokens[i].kind == TokenKind::Operator &&
          tokens.Text(i) == name) {
        part.range = tokens.tokens[i].range;
        cursor_.Pass(part.range.begin);
      }
    }
    parts.push_back(std::move(part));
  });
  return QualifiedOf(std::move(parts));
}

std::vector<std::string> Lowering::Strings(Fields node,
                                           std::string_view key) const {
  std::vector<std::string> strings;
  ForEach(node, key, [&strings](JsonElement element) {
    strings.emplace_back(StringOf(element));
  });
  return strings;
}

// CURRENT_USER and its kin come as their words, PUBLIC as "public".
Identifier Lowering::Role(std::optional<Fields> role) {
  if (!role) {
    return {};
  }
  const std::string_view kind = Text(*role, "roletype");
  std::string name(Text(*role, "rolename"));
  if (kind == "ROLESPEC_PUBLIC") {
    name = "public";
  } else if (kind == "ROLESPEC_CURRENT_ROLE") {
    name = "current_role";
  } else if (kind == "ROLESPEC_CURRENT_USER") {
    name = "current_user";
  } else if (kind == "ROLESPEC_SESSION_USER") {
    name = "session_user";
  }
  const uint32_t location = LocationOf(*role);
  if (location == kNoLocation) {
    return {std::move(name), {}};
  }
  return cursor_.TakeAt(cursor_.tokens().IndexAt(location), name);
}

std::vector<Identifier> Lowering::Roles(Fields node, std::string_view key) {
  std::vector<Identifier> roles;
  ForEachNode(node, key, [&](JsonNode role) {
    if (role.tag == "RoleSpec") {
      roles.push_back(Role(role.fields));
    }
  });
  return roles;
}

// From the type's first token to its last: words, modifiers, brackets.
TextRange Lowering::TypeRange(uint32_t first, uint32_t after_names) const {
  const StatementTokens& tokens = cursor_.tokens();
  uint32_t end = std::max(first + 1, after_names);
  const auto is_type_word = [&](uint32_t index) {
    return std::any_of(
        kTypeWords.begin(), kTypeWords.end(),
        [&](std::string_view word) { return tokens.IsWord(index, word); });
  };
  while (end < tokens.size()) {
    const bool opens = tokens.IsMark(end, '(') || tokens.IsMark(end, '[');
    if (opens && tokens.partners[end] != kNoToken) {
      end = tokens.partners[end] + 1;
    } else if (is_type_word(end) && after_names <= first + 1) {
      const bool joins =
          tokens.IsWord(end, "with") || tokens.IsWord(end, "without");
      if (joins && !tokens.IsWord(end + 1, "time")) {
        break;
      }
      ++end;
    } else {
      break;
    }
  }
  return {tokens.tokens[first].range.begin, tokens.tokens[end - 1].range.end};
}

TypeName Lowering::Type(Fields type) {
  TypeName name;
  const uint32_t location = LocationOf(type);
  name.names = NamesAt(type, "names", location);
  name.set_of = Flag(type, "setof");
  name.percent_type = Flag(type, "pct_type");
  ForEachNode(type, "typmods", [&](JsonNode modifier) {
    const auto value = modifier.tag == "A_Const"
                           ? pgpact::Fields(modifier.fields, "ival")
                           : std::nullopt;
    if (value) {
      name.modifiers.push_back(Integer(*value, "ival"));
    } else if (modifier.tag == "A_Const" || modifier.tag == "ColumnRef") {
      const auto text = pgpact::Fields(modifier.fields, "sval");
      name.odd_modifier = text ? Text(*text, "sval") : modifier.tag;
    } else {
      name.odd_modifier = modifier.tag;
    }
  });
  ForEach(type, "arrayBounds",
          [&name](JsonElement) { ++name.array_dimensions; });
  const StatementTokens& tokens = cursor_.tokens();
  if (location != kNoLocation) {
    const uint32_t first = tokens.IndexAt(location);
    if (first < tokens.size()) {
      const bool written =
          !name.names.empty() && !name.names.front().range.empty();
      const uint32_t parts =
          written ? static_cast<uint32_t>(2 * name.names.size() - 1) : 1;
      const uint32_t start = tokens.IsWord(first, "setof") ? first + 1 : first;
      name.range = TypeRange(start, start + parts);
    }
  }
  return name;
}

std::optional<TypeName> Lowering::OptionalType(Fields node,
                                               std::string_view key) {
  const std::optional<Fields> type = pgpact::Fields(node, key);
  return type ? std::optional<TypeName>(Type(*type)) : std::nullopt;
}

RangeVar Lowering::Range(Fields range_var) {
  RangeVar range;
  const StatementTokens& tokens = cursor_.tokens();
  const uint32_t location = LocationOf(range_var);
  uint32_t index =
      location == kNoLocation ? kNoToken : tokens.IndexAt(location);
  std::vector<Identifier> parts;
  for (const std::string_view key : {"catalogname", "schemaname", "relname"}) {
    const std::string_view part = Text(range_var, key);
    if (part.empty()) {
      continue;
    }
    if (index == kNoToken) {
      parts.push_back({std::string(part), {}});
    } else {
      parts.push_back(cursor_.TakeAt(index, part));
      index += 2;
    }
  }
  range.name = QualifiedOf(std::move(parts));
  range.inherit = Flag(range_var, "inh");
  range.alias = TakeAlias(range_var, "alias");
  return range;
}

std::vector<RangeVar> Lowering::Ranges(Fields node, std::string_view key) {
  std::vector<RangeVar> ranges;
  ForEachNode(node, key, [&](JsonNode item) {
    if (item.tag == "RangeVar") {
      ranges.push_back(Range(item.fields));
    }
  });
  return ranges;
}

Alias Lowering::TakeAlias(Fields node, std::string_view key) {
  Alias alias;
  const std::optional<Fields> fields = pgpact::Fields(node, key);
  if (!fields) {
    return alias;
  }
  alias.name = cursor_.Take(Text(*fields, "aliasname"),
                            IdentifierCursor::Before::AliasStart);
  alias.columns = EachAhead(*fields, "colnames");
  return alias;
}

// A constant's or name's text: 'a' -> a, 5 -> 5, a.b -> a.b.
std::string Lowering::Spelled(std::optional<JsonElement> value) const {
  if (!value) {
    return "";
  }
  const JsonNode node = NodeOf(*value);
  if (node.tag == "String") {
    return std::string(Text(node.fields, "sval"));
  }
  if (node.tag == "Integer") {
    return std::to_string(Integer(node.fields, "ival"));
  }
  if (node.tag == "Float") {
    return std::string(Text(node.fields, "fval"));
  }
  if (node.tag == "Boolean") {
    return Flag(node.fields, "boolval") ? "true" : "false";
  }
  if (node.tag == "A_Const") {
    return ConstOf(node.fields).value;
  }
  if (node.tag == "TypeName") {
    std::string spelled;
    for (const std::string& part : Strings(node.fields, "names")) {
      spelled += spelled.empty() ? part : "." + part;
    }
    return spelled;
  }
  if (node.tag == "TypeCast") {
    return Spelled(Child(node.fields, "arg"));
  }
  return "";
}

DropBehavior BehaviorOf(JsonObject node) {
  return Text(node, "behavior") == "DROP_CASCADE" ? DropBehavior::Cascade
                                                  : DropBehavior::Restrict;
}

Persistence PersistenceOf(JsonObject range_var) {
  const std::string_view letter = Text(range_var, "relpersistence");
  return letter == "t"   ? Persistence::Temporary
         : letter == "u" ? Persistence::Unlogged
                         : Persistence::Permanent;
}

}  // namespace pgpact
