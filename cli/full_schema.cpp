#include "cli/full_schema.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "analyzer/installation/script_facts.h"

namespace pgpact {

namespace {

using Paths = std::vector<std::string>;

// What running some scripts of a folder gives.
struct Trial {
  size_t failing = 0;
  size_t tables = 0;
};

struct Settled {
  Paths scripts;
  // For the user.
  std::string told;
};

// "a.sql is", "a.sql, b.sql and 2 more are"
std::string Listed(const Paths& paths) {
  constexpr size_t kMostShown = 3;
  std::string names;
  for (size_t i = 0; i < paths.size() && i < kMostShown; ++i) {
    names += (i == 0 ? "" : ", ") + paths[i];
  }
  if (paths.size() > kMostShown) {
    names += " and " + std::to_string(paths.size() - kMostShown) + " more";
  }
  return names + (paths.size() == 1 ? " is" : " are");
}

class Folder {
 public:
  Folder(std::span<const SchemaSource> before, const SchemaSource& source,
         const InstallationInputs& inputs, const BuiltinCatalog& builtin,
         const SearchPath& search_path)
      : source_(source),
        numbered_(source.unnumbered.size() != source.migrations.size()),
        inputs_(inputs),
        builtin_(builtin),
        search_path_(search_path) {
    // Programs are not run again for this.
    std::copy_if(before.begin(), before.end(), std::back_inserter(before_),
                 [](const SchemaSource& one) {
                   return one.kind == SchemaSourceKind::SqlFile ||
                          one.kind == SchemaSourceKind::Migrations;
                 });
    FindWhole();
  }

  // The scripts to run instead, and what to tell; nothing when all of them
  // run as they stand.
  std::optional<Settled> Settle() const {
    if (whole_.empty() && source_.updates.empty()) {
      return std::nullopt;
    }
    const size_t made_before = Try({}).tables;
    const Trial as_found = Try(source_.migrations);
    const size_t made = as_found.tables - made_before;
    size_t fewest = as_found.failing;
    std::optional<Settled> settled;
    const auto offer = [&](const Paths& scripts, bool complete,
                           const std::string& told) {
      if (fewest == 0 || scripts.empty()) {
        return;
      }
      const Trial trial = Try(scripts);
      const bool makes_all = trial.tables > made_before &&
                             4 * (trial.tables - made_before) >= 3 * made;
      if (trial.failing < fewest && (makes_all || !complete)) {
        fewest = trial.failing;
        settled = Settled{scripts, told};
      }
    };
    for (const Paths& left_out : {source_.updates, whole_, Both()}) {
      if (!left_out.empty()) {
        offer(Without(left_out), true,
              Listed(left_out) + " left out: the other scripts of " +
                  source_.name + " make all of it by themselves");
      }
    }
    if (!whole_.empty() && numbered_) {
      Paths first = whole_;
      const Paths steps = Without(whole_);
      first.insert(first.end(), steps.begin(), steps.end());
      offer(first, false,
            Listed(whole_) + " taken first: the numbered scripts of " +
                source_.name + " need what is made there");
      offer(whole_, true,
            Listed(whole_) +
                " taken alone: all is made there, and the numbered scripts "
                "of " +
                source_.name + " do not run from nothing");
    }
    return settled;
  }

 private:
  // Among numbered scripts those without a number that make tables; among
  // others those that make again what one of them makes.
  void FindWhole() {
    std::vector<std::pair<std::string, std::set<std::string>>> makers;
    for (const std::string& path : source_.unnumbered) {
      const auto file = inputs_.surroundings.store.Load(path);
      const bool update =
          std::find(source_.updates.begin(), source_.updates.end(), path) !=
          source_.updates.end();
      if (!file.ok() || update) {
        continue;
      }
      std::set<std::string> tables =
          ReadScriptFacts(file.value()->content()).tables;
      if (!tables.empty()) {
        makers.emplace_back(path, std::move(tables));
      }
    }
    std::stable_sort(makers.begin(), makers.end(),
                     [](const auto& left, const auto& right) {
                       return left.second.size() > right.second.size();
                     });
    for (size_t i = 0; i < makers.size(); ++i) {
      const std::set<std::string>& tables = makers[i].second;
      const bool again = std::any_of(
          makers.begin(), makers.begin() + static_cast<std::ptrdiff_t>(i),
          [&](const auto& other) {
            return 2 * InBoth(tables, other.second) >= tables.size();
          });
      if (numbered_ || again) {
        whole_.push_back(makers[i].first);
      }
    }
  }

  static size_t InBoth(const std::set<std::string>& some,
                       const std::set<std::string>& others) {
    return static_cast<size_t>(std::count_if(
        some.begin(), some.end(),
        [&](const std::string& one) { return others.count(one) != 0; }));
  }

  Trial Try(const Paths& scripts) const {
    std::vector<SchemaSource> sources = before_;
    sources.push_back(source_);
    sources.back().migrations = scripts;
    std::vector<SkippedFile> skipped;
    Directives directives;
    const Result<Installation> installation = BuildInstallation(
        {sources,
         inputs_.extensions,
         inputs_.own_extensions,
         inputs_.found,
         inputs_.lowered,
         inputs_.evaluate,
         inputs_.front_ends,
         {inputs_.surroundings.store, inputs_.surroundings.tokens, skipped},
         directives});
    Trial trial;
    if (!installation.ok()) {
      return trial;
    }
    const LoadedSchema schema =
        LoadSchema(installation.value().scripts, builtin_, search_path_);
    trial.failing = static_cast<size_t>(
        std::count_if(schema.problems.begin(), schema.problems.end(),
                      [](const InstallationProblem& problem) {
                        return problem.kind == InstallationProblem::Kind::Fails;
                      }));
    for (const RelationId id : schema.catalog.UserRelations()) {
      trial.tables +=
          schema.catalog.relation(id).kind == RelationKind::Table ? 1 : 0;
    }
    return trial;
  }

  Paths Without(const Paths& left_out) const {
    Paths kept;
    std::copy_if(source_.migrations.begin(), source_.migrations.end(),
                 std::back_inserter(kept), [&](const std::string& path) {
                   return std::find(left_out.begin(), left_out.end(), path) ==
                          left_out.end();
                 });
    return kept;
  }

  Paths Both() const {
    Paths both = whole_;
    both.insert(both.end(), source_.updates.begin(), source_.updates.end());
    return both;
  }

  const SchemaSource& source_;
  // Numbers say the order of most scripts.
  bool numbered_;
  const InstallationInputs& inputs_;
  const BuiltinCatalog& builtin_;
  const SearchPath& search_path_;
  std::vector<SchemaSource> before_;
  // Scripts that may make again what the others make.
  Paths whole_;
};

}  // namespace

std::vector<std::string> SettleFullSchemas(std::vector<SchemaSource>& sources,
                                           const InstallationInputs& inputs,
                                           const BuiltinCatalog& builtin,
                                           const SearchPath& search_path) {
  std::vector<std::string> notices;
  for (size_t i = 0; i < sources.size(); ++i) {
    const std::span<const SchemaSource> before(sources.data(), i);
    auto settled =
        Folder(before, sources[i], inputs, builtin, search_path).Settle();
    if (settled) {
      sources[i].migrations = std::move(settled->scripts);
      notices.push_back(std::move(settled->told));
    }
  }
  return notices;
}

}  // namespace pgpact
