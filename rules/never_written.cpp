// never-written: a table is read, and nothing fills it, or only code that no
// service starts.
#include <algorithm>
#include <string>
#include <string_view>

#include "analyzer/strings/expand.h"
#include "rules/filled_relations.h"
#include "rules/rule_list.h"
#include "rules/statement_rule.h"

namespace pgpact {

namespace {

// Whether the name with its markers could be that of the table: what stands
// before the first marker and after the last must fit.
bool MayBe(const std::string& wild, const std::string& name) {
  const std::string shown = ShowWildName(wild);
  const size_t open = shown.find('{');
  const size_t close = shown.rfind('}');
  if (open == std::string::npos || close == std::string::npos) {
    return false;
  }
  const std::string_view head = std::string_view(shown).substr(0, open);
  const std::string_view tail = std::string_view(shown).substr(close + 1);
  const std::string_view whole(name);
  return whole.size() >= head.size() + tail.size() &&
         whole.substr(0, head.size()) == head &&
         whole.substr(whole.size() - tail.size()) == tail;
}

// Whether a statement inserts into a table whose name is not known and that
// may be this one.
bool MayBeFilledByUnknown(const Analysis& analysis,
                          const RequiredRelation& relation) {
  for (const CodeStatement& statement : analysis.code.statements) {
    for (const Reference& reference : statement.bound.references) {
      if (reference.kind == ReferenceKind::Table &&
          reference.access == ReferenceAccess::Insert &&
          IsWildName(reference.name) && MayBe(reference.name, relation.name) &&
          (reference.schema.empty() || IsWildName(reference.schema) ||
           reference.schema == relation.schema)) {
        return true;
      }
    }
  }
  return false;
}

// Whether a routine or trigger of the installation names the table: it may
// fill it.
bool MayBeFilledByRoutine(const Analysis& analysis,
                          const RequiredRelation& relation) {
  for (const InstallationScript& script : analysis.scripts) {
    for (const ScriptEvent& event : script.events) {
      const auto* run = std::get_if<ScriptStatement>(&event);
      if (run == nullptr || run->statement->error ||
          run->statement->tree.statements.empty()) {
        continue;
      }
      const auto& node = run->statement->tree.root().node;
      const auto* routine = std::get_if<CreateFunctionStmt>(&node);
      const auto* block = std::get_if<DoStmt>(&node);
      const std::string_view body =
          routine != nullptr && routine->body ? std::string_view(*routine->body)
          : block != nullptr                  ? std::string_view(block->body)
                                              : std::string_view();
      if (body.find(relation.name) != std::string_view::npos) {
        return true;
      }
    }
  }
  return false;
}

// Views show what other tables hold; a sequence is never filled.
bool HoldsRows(const RequiredRelation& relation) {
  return relation.kind == "table" || relation.kind == "partitioned table";
}

class NeverWrittenRule final : public Rule {
 public:
  std::string_view name() const override { return "never-written"; }
  Severity default_severity() const override { return Severity::Warning; }
  std::string_view summary() const override {
    return "a table is read that nothing fills";
  }

  std::vector<Finding> Check(const Analysis& analysis) const override {
    std::vector<Finding> findings;
    const std::set<RelationName> filled = FilledRelations(analysis);
    for (const RequiredRelation& relation : analysis.contract.relations) {
      if (relation.status == ObjectStatus::Provided && HoldsRows(relation) &&
          !filled.contains({relation.schema, relation.name}) &&
          !MayBeFilled(analysis, relation)) {
        AddFinding(analysis, relation, findings);
      }
    }
    return findings;
  }

 private:
  static bool MayBeFilled(const Analysis& analysis,
                          const RequiredRelation& relation) {
    return MayBeFilledByUnknown(analysis, relation) ||
           MayBeFilledByRoutine(analysis, relation) ||
           MayBeMapped(analysis, relation);
  }

  static void AddFinding(const Analysis& analysis,
                         const RequiredRelation& relation,
                         std::vector<Finding>& findings) {
    const Use* first = nullptr;
    Finding finding;
    for (const Use& use : relation.uses) {
      if (use.access != ReferenceAccess::Read) {
        continue;
      }
      finding.services.insert(finding.services.end(), use.services.begin(),
                              use.services.end());
      if (first == nullptr) {
        first = &use;
      } else {
        finding.related.push_back({"also read here", use.location});
      }
    }
    if (first == nullptr) {
      return;
    }
    std::sort(finding.services.begin(), finding.services.end());
    finding.services.erase(
        std::unique(finding.services.begin(), finding.services.end()),
        finding.services.end());
    const std::string shown = ObjectDisplay(relation.schema, relation.name);
    finding.message =
        relation.filled_by.empty()
            ? "table " + shown + " is read, but nothing fills it"
            : "table " + shown +
                  " is read, but only code that no service starts fills it";
    finding.label = "empty after installation";
    finding.location = first->location;
    finding.object = FindingObject{"table", relation.schema, "", relation.name};
    for (const Filler& filler : relation.filled_by) {
      finding.related.push_back({"would be filled here", filler.location});
    }
    const CodeStatement& statement = analysis.code.statements[first->statement];
    finding.statement_fingerprint = statement.parsed.fingerprint;
    findings.push_back(std::move(finding));
  }
};

}  // namespace

const Rule& NeverWritten() {
  static const NeverWrittenRule rule;
  return rule;
}

}  // namespace pgpact
