// The little that binding knows of types: which built-in type a name means,
// categories, and what several values have in common.

#include <algorithm>
#include <array>

#include "analyzer/binder/binder.h"

namespace pgpact {
namespace {

// Numbers in the order in which one gives way to the next.
constexpr std::array<std::string_view, 6> kNumbers{
    "int2", "int4", "int8", "numeric", "float4", "float8"};

}  // namespace

TypeId Binder::Known(std::string_view name) {
  return catalog_.Builtin(name);
}

ExprInfo Binder::Typed(std::string_view type, uint32_t location,
                       Nullability nullability) {
  ExprInfo info;
  info.type.type = Known(type);
  info.nullability = nullability;
  info.location = location;
  return info;
}

bool Binder::IsUnknownLiteral(TypeUse type) {
  return type.type != kUnknownTypeId && type.type == Known("unknown");
}

TypeUse Binder::ResolveUnknown(TypeUse type) {
  return IsUnknownLiteral(type) ? TypeUse{Known("text"), -1} : type;
}

std::string Binder::SpellType(TypeUse type) const {
  if (type.type == kUnknownTypeId) {
    return {};
  }
  return catalog_.FormatType(type, session_.search_path.schemas);
}

char Binder::CategoryOf(TypeId type) const {
  return type == kUnknownTypeId ? '\0' : catalog_.type(type).category;
}

TypeId Binder::BaseOf(TypeId type) const {
  constexpr int kMostDomains = 100;
  for (int i = 0; i < kMostDomains && type != kUnknownTypeId; ++i) {
    const Type& known = catalog_.type(type);
    if (known.kind != TypeKind::Domain) {
      break;
    }
    type = known.base.type;
  }
  return type;
}

// As the server describes results: a domain by what it is over.
TypeUse Binder::ResultType(TypeUse type) const {
  constexpr int kMostDomains = 100;
  for (int i = 0; i < kMostDomains && type.type != kUnknownTypeId; ++i) {
    const Type& known = catalog_.type(type.type);
    if (known.kind != TypeKind::Domain) {
      break;
    }
    type = known.base;
  }
  return type;
}

// select_common_type for what is certain: equal types, numbers, strings;
// unknown literals take the others' type.
ExprInfo Binder::CommonType(std::span<const ExprInfo> values) {
  ExprInfo common;
  bool first = true;
  bool literal = false;
  for (const ExprInfo& value : values) {
    if (value.type.type == kUnknownTypeId) {
      common = {};
      common.opaque = true;
      return common;
    }
    if (IsUnknownLiteral(value.type)) {
      literal = true;
      continue;
    }
    if (first) {
      common.type = value.type;
      first = false;
      continue;
    }
    if (common.type.type == value.type.type) {
      if (common.type.modifier != value.type.modifier) {
        common.type.modifier = -1;
      }
      continue;
    }
    const Type& one = catalog_.type(common.type.type);
    const Type& other = catalog_.type(value.type.type);
    const auto rank = [](const Type& type) {
      return std::find(kNumbers.begin(), kNumbers.end(), type.name) -
             kNumbers.begin();
    };
    if (one.category == 'N' && other.category == 'N' && rank(one) < 6 &&
        rank(other) < 6) {
      common.type = {
          rank(one) < rank(other) ? value.type.type : common.type.type, -1};
    } else if (one.category == 'S' && other.category == 'S' &&
               (one.name == "text" || other.name == "text")) {
      common.type = {Known("text"), -1};
    } else {
      common = {};
      return common;
    }
  }
  if (literal && first) {
    common.type = {Known("text"), -1};
  }
  return common;
}

}  // namespace pgpact
