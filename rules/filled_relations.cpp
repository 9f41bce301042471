#include "rules/filled_relations.h"

#include <algorithm>
#include <map>
#include <vector>

#include "analyzer/catalog/catalog.h"

namespace pgpact {

namespace {

bool IsWordPart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_';
}

// Whether the word stands in the text, not as a part of another.
bool HoldsWord(std::string_view text, std::string_view word) {
  for (size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const size_t end = at + word.size();
    if ((at == 0 || !IsWordPart(text[at - 1])) &&
        (end == text.size() || !IsWordPart(text[end]))) {
      return true;
    }
  }
  return false;
}

class Spreader {
 public:
  explicit Spreader(const Analysis& analysis)
      : analysis_(analysis), catalog_(analysis.installation.catalog) {
    for (const SchemaId schema : catalog_.UserSchemas()) {
      for (const RelationId id : catalog_.Relations(schema)) {
        all_.push_back(id);
        ids_.emplace(NameOf(id), id);
        for (const RelationId parent : catalog_.relation(id).parents) {
          children_[NameOf(parent)].push_back(id);
        }
      }
    }
  }

  std::set<RelationName> Spread() && {
    for (const RequiredRelation& relation : analysis_.contract.relations) {
      const bool filled = std::any_of(
          relation.filled_by.begin(), relation.filled_by.end(),
          [&](const Filler& filler) {
            return filler.by_installation || !analysis_.has_services ||
                   !filler.services.empty();
          });
      if (filled) {
        Add({relation.schema, relation.name});
      }
    }
    while (!open_.empty()) {
      const RelationName name = open_.back();
      open_.pop_back();
      const auto found = ids_.find(name);
      if (found != ids_.end()) {
        AddOthers(name, catalog_.relation(found->second));
      }
    }
    return std::move(filled_);
  }

 private:
  RelationName NameOf(RelationId id) const {
    const Relation& relation = catalog_.relation(id);
    return {catalog_.schema(relation.schema).name, relation.name};
  }

  void Add(const RelationName& name) {
    if (filled_.insert(name).second) {
      open_.push_back(name);
    }
  }

  void AddOthers(const RelationName& name, const Relation& relation) {
    // A child's rows are the parent's too.
    for (const RelationId parent : relation.parents) {
      Add(NameOf(parent));
    }
    if (relation.kind == RelationKind::PartitionedTable) {
      for (const RelationId child : children_[name]) {
        Add(NameOf(child));
      }
    }
    if (relation.kind == RelationKind::View) {
      for (const RelationId below : relation.depends_on) {
        Add(NameOf(below));
      }
    }
    for (const TableRule& rule : relation.rules) {
      for (const RelationId id : all_) {
        if (HoldsWord(rule.definition, catalog_.relation(id).name)) {
          Add(NameOf(id));
        }
      }
    }
  }

  const Analysis& analysis_;
  const Catalog& catalog_;
  std::vector<RelationId> all_;
  std::map<RelationName, RelationId> ids_;
  std::map<RelationName, std::vector<RelationId>> children_;
  std::set<RelationName> filled_;
  std::vector<RelationName> open_;
};

// "Order" of "shop_order": the name that Django gives a table.
bool IsDefaultName(std::string_view table, std::string_view class_name) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  };
  const std::string_view last = class_name.substr(class_name.rfind('.') + 1);
  return table.size() > last.size() &&
         table[table.size() - last.size() - 1] == '_' &&
         std::equal(last.begin(), last.end(),
                    table.end() - static_cast<std::ptrdiff_t>(last.size()),
                    [&](char a, char b) { return lower(a) == b; });
}

}  // namespace

std::set<RelationName> FilledRelations(const Analysis& analysis) {
  return Spreader(analysis).Spread();
}

bool MayBeMapped(const Analysis& analysis, const RequiredRelation& relation) {
  return std::any_of(
      analysis.code.mapped_classes.begin(), analysis.code.mapped_classes.end(),
      [&](const MappedClass& mapped) {
        const SourceFile& file = analysis.sources.file(mapped.location.file);
        // `db_table = "t"`, `__tablename__ = "t"`: among the class's words.
        return HoldsWord(file.Text(mapped.location.range), relation.name) ||
               IsDefaultName(relation.name, mapped.name);
      });
}

}  // namespace pgpact
