#include "analyzer/bodies/block_names.h"

#include <algorithm>
#include <utility>

#include "analyzer/base/overloaded.h"

namespace pgpact {
namespace {

bool SameValue(const KnownValue& a, const KnownValue& b) {
  const auto* left = std::get_if<TextValue>(&a);
  const auto* right = std::get_if<TextValue>(&b);
  if (left == nullptr || right == nullptr) {
    return a.index() == b.index() && left == right &&
           std::holds_alternative<std::monostate>(a);
  }
  const auto one = left->Whole();
  const auto other = right->Whole();
  return one && other && one->text == other->text;
}

// Every target in the body, nested ones included.
class Assigned {
 public:
  explicit Assigned(BlockNames& names) : names_(names) {}

  void Body(const PlBody& body) {
    for (const PlStatement& statement : body) {
      std::visit([&](const auto& node) { Visit(node); }, statement.node);
    }
  }

 private:
  void Targets(const std::vector<PlTarget>& targets) {
    for (const PlTarget& target : targets) {
      names_.Assign(target.parts, {});
    }
  }
  void Into(const std::optional<PlInto>& into) {
    if (into) {
      Targets(into->targets);
    }
  }
  void Branches(const std::vector<PlIfBranch>& branches) {
    for (const PlIfBranch& branch : branches) {
      Body(branch.body);
    }
  }
  void Visit(const StmtBlock& node) {
    Body(node.body);
    for (const PlException& exception : node.exceptions) {
      Body(exception.action);
    }
  }
  void Visit(const StmtIf& node) {
    Branches(node.branches);
    Body(node.else_body);
  }
  void Visit(const StmtCase& node) {
    Branches(node.branches);
    Body(node.else_body);
  }
  void Visit(const StmtAssign& node) { names_.Assign(node.target.parts, {}); }
  void Visit(const StmtExecSql& node) { Into(node.into); }
  void Visit(const StmtDynExecute& node) { Into(node.into); }
  void Visit(const StmtFetch& node) { Into(node.into); }
  void Visit(const StmtGetDiag& node) { Targets(node.targets); }
  void Visit(const StmtLoop& node) { Body(node.body); }
  void Visit(const StmtWhile& node) { Body(node.body); }
  void Visit(const StmtFori& node) { Body(node.body); }
  template <typename Loop>
  requires requires(Loop loop) {
    loop.targets;
    loop.body;
  }
  void Visit(const Loop& node) {
    Targets(node.targets);
    Body(node.body);
  }
  template <typename Other>
  void Visit(const Other& /*node*/) {}

  BlockNames& names_;
};

}  // namespace

SessionVariable RowVariable(const Catalog& catalog, std::string name,
                            RelationId id) {
  const Relation& relation = catalog.relation(id);
  SessionVariable variable;
  variable.name = std::move(name);
  variable.shape = SessionVariable::Shape::Record;
  variable.type.type = relation.row_type;
  variable.open = relation.incomplete;
  for (const Column& column : relation.columns) {
    variable.fields.push_back({column.name, column.type});
  }
  return variable;
}

SessionVariable VariableOf(const Catalog& catalog, std::string name,
                           TypeUse type) {
  SessionVariable variable;
  variable.name = std::move(name);
  variable.type = type;
  variable.open = true;
  if (type.type == kUnknownTypeId) {
    variable.shape = SessionVariable::Shape::Any;
    return variable;
  }
  TypeId base = type.type;
  constexpr int kMostDomains = 100;
  for (int i = 0; i < kMostDomains; ++i) {
    if (base == kUnknownTypeId || catalog.type(base).kind != TypeKind::Domain) {
      break;
    }
    base = catalog.type(base).base.type;
  }
  const Type& known = catalog.type(base);
  if (known.kind == TypeKind::Composite && known.relation) {
    SessionVariable row = RowVariable(catalog, variable.name, *known.relation);
    row.type = type;
    return row;
  }
  if (known.kind == TypeKind::Pseudo) {
    variable.shape = SessionVariable::Shape::Any;
    variable.shapeless = known.name == "record";
    variable.type = {};
  }
  return variable;
}

void BlockNames::Push(std::string label) {
  session_.variables.push_back({std::move(label), {}});
  values_.emplace_back();
}

void BlockNames::Pop() {
  session_.variables.pop_back();
  values_.pop_back();
}

void BlockNames::Add(SessionVariable variable, Slot slot) {
  session_.variables.back().variables.push_back(std::move(variable));
  values_.back().push_back(std::move(slot));
}

std::optional<BlockNames::Place> BlockNames::FindPlace(
    const std::vector<Identifier>& parts) const {
  if (parts.empty()) {
    return std::nullopt;
  }
  for (size_t i = session_.variables.size(); i-- > 0;) {
    const VariableLevel& level = session_.variables[i];
    const auto find = [&](const std::string& name) -> std::optional<Place> {
      for (size_t k = level.variables.size(); k-- > 0;) {
        if (level.variables[k].name == name) {
          return Place{i, k};
        }
      }
      return std::nullopt;
    };
    const auto own = find(parts[0].name);
    if (own) {
      return own;
    }
    if (parts.size() > 1 && level.label == parts[0].name) {
      if (const auto labelled = find(parts[1].name)) {
        return labelled;
      }
    }
  }
  return std::nullopt;
}

const BlockNames::Slot* BlockNames::Find(
    const std::vector<Identifier>& parts) const {
  const auto place = FindPlace(parts);
  return place ? &values_[place->level][place->index] : nullptr;
}

const SessionVariable* BlockNames::FindVariable(
    const std::vector<Identifier>& parts) const {
  const auto place = FindPlace(parts);
  return place ? &session_.variables[place->level].variables[place->index]
               : nullptr;
}

void BlockNames::Assign(const std::vector<Identifier>& parts,
                        KnownValue value) {
  const auto place = FindPlace(parts);
  if (!place) {
    return;
  }
  const SessionVariable& variable =
      session_.variables[place->level].variables[place->index];
  // A field of a record, or of an array: the rest stays, and is not known.
  const bool whole = variable.name == parts.back().name;
  values_[place->level][place->index].value =
      whole ? std::move(value) : KnownValue();
}

void BlockNames::ForgetAssigned(const PlBody& body) {
  Assigned(*this).Body(body);
}

void BlockNames::Join(const Values& before) {
  for (size_t i = 0; i < values_.size() && i < before.size(); ++i) {
    for (size_t k = 0; k < values_[i].size() && k < before[i].size(); ++k) {
      if (!SameValue(values_[i][k].value, before[i][k].value)) {
        values_[i][k].value = {};
      }
    }
  }
}

KnownValue BlockNames::ValueOf(const std::vector<Identifier>& parts) const {
  const auto place = FindPlace(parts);
  if (!place) {
    return {};
  }
  const std::string& name =
      session_.variables[place->level].variables[place->index].name;
  return name == parts.back().name ? values_[place->level][place->index].value
                                   : KnownValue();
}

}  // namespace pgpact
