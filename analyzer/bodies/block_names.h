// BlockNames: the variables in scope while a block is walked, with their
// types and with what is known of their values.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "analyzer/binder/bind.h"
#include "analyzer/binder/session.h"
#include "analyzer/bodies/text_value.h"
#include "analyzer/catalog/catalog.h"
#include "analyzer/plpgsql/plpgsql.h"

namespace pgpact {

// The shapes that a plain record takes, over all assignments to it.
struct RecordShape {
  std::vector<SessionField> fields;
  // Something that is not known was assigned.
  bool open = false;
};
// By the place of the declaration's name in the body.
using RecordShapes = std::map<uint32_t, RecordShape>;

// A variable of the type; a composite one has its fields.
SessionVariable VariableOf(const Catalog& catalog, std::string name,
                           TypeUse type);
// Its fields are those of the relation.
SessionVariable RowVariable(const Catalog& catalog, std::string name,
                            RelationId id);

class BlockNames {
 public:
  struct Slot {
    KnownValue value;
    // The place of its declaration, for record shapes; 0 for others.
    uint32_t declared = 0;
    // Of a bound cursor its query.
    std::optional<TextRange> query;
    bool constant = false;
  };
  using Values = std::vector<std::vector<Slot>>;

  explicit BlockNames(Session& session) : session_(session) {}

  void Push(std::string label);
  void Pop();
  // In the innermost level.
  void Add(SessionVariable variable, Slot slot);

  // The variable that a name means; null when it is none, or a field's.
  const Slot* Find(const std::vector<Identifier>& parts) const;
  const SessionVariable* FindVariable(
      const std::vector<Identifier>& parts) const;
  void Assign(const std::vector<Identifier>& parts, KnownValue value);
  // What is assigned in the body is not known any more.
  void ForgetAssigned(const PlBody& body);
  // Values that differ from those before are not known any more.
  void Join(const Values& before);
  const Values& values() const { return values_; }
  void set_values(const Values& values) { values_ = values; }
  KnownValue ValueOf(const std::vector<Identifier>& parts) const;

 private:
  struct Place {
    size_t level = 0;
    size_t index = 0;
  };
  std::optional<Place> FindPlace(const std::vector<Identifier>& parts) const;

  Session& session_;
  // Of each level of session_.variables, of each variable.
  Values values_;
};

}  // namespace pgpact
