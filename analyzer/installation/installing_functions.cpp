#include "analyzer/installation/installing_functions.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "analyzer/text/characters.h"

namespace pgpact {

namespace {

template <size_t Size>
bool HasAny(std::string_view text,
            const std::array<std::string_view, Size>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

bool IsNamePart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         IsDigit(c);
}

// All names in a text, in order.
std::vector<std::string_view> NamesIn(std::string_view text) {
  std::vector<std::string_view> names;
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && IsNamePart(text[end])) {
      ++end;
    }
    if (end > at) {
      names.push_back(text.substr(at, end - at));
    }
    at = end + 1;
  }
  return names;
}

// A function of the module itself.
struct Found {
  std::string name;
  // "upgrade_table.register(description=…)", without "@".
  std::vector<std::string> decorators;
  size_t body_begin = 0;
  size_t body_end = 0;
  // It changes the schema, itself or by another function that it calls.
  bool changes = false;
  std::set<std::string> tables;
};

// The text's own functions; what stands outside of them goes to `outside`.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  void Read() {
    for (size_t begin = 0; begin < text_.size();) {
      const size_t end = std::min(text_.find('\n', begin), text_.size());
      ReadLine(text_.substr(begin, end - begin), begin);
      begin = end + 1;
    }
    Close(text_.size());
    FindChanges();
  }

  const std::vector<Found>& functions() const { return functions_; }
  const std::string& outside() const { return outside_; }

  std::string_view Body(const Found& function) const {
    return text_.substr(function.body_begin,
                        function.body_end - function.body_begin);
  }

 private:
  void ReadLine(std::string_view line, size_t begin) {
    std::string_view code = line;
    if (code.substr(0, 6) == "async ") {
      code.remove_prefix(6);
    }
    const bool defines = code.substr(0, 4) == "def ";
    // Another statement of the module. SQL at a line's start, inside a text,
    // is written large.
    const bool other = !line.empty() && ((line[0] >= 'a' && line[0] <= 'z') ||
                                         line[0] == '@' || line[0] == '_');
    if (defines) {
      Close(begin);
      open_ = Found();
      open_->name = code.substr(4, code.find('(') - 4);
      open_->decorators = std::exchange(decorators_, {});
      open_->body_begin = begin;
    } else if (other || (!open_ && !line.empty())) {
      Close(begin);
      if (line[0] == '@') {
        decorators_.emplace_back(line.substr(1));
      } else if (!decorators_.empty() && (line[0] == ' ' || line[0] == ')')) {
        decorators_.back() += line;
      } else {
        decorators_.clear();
      }
      outside_.append(line).append("\n");
    } else if (!open_ || (!line.empty() && line[0] >= 'A' && line[0] <= 'Z')) {
      // "MIGRATIONS = [": may be SQL inside the function's text as well.
      outside_.append(line).append("\n");
      after_ = true;
    } else if (after_) {
      outside_.append(line).append("\n");
    }
  }

  void Close(size_t end) {
    after_ = false;
    if (open_) {
      open_->body_end = end;
      functions_.push_back(std::move(*open_));
      open_.reset();
    }
  }

  void FindChanges() {
    static constexpr std::array<std::string_view, 8> kChanges = {
        "create table", "alter table", "drop table",  "create index",
        "create view",  "create type", "drop column", "create unique"};
    for (Found& function : functions_) {
      function.changes = HasAny(Lowered(Body(function)), kChanges);
      function.tables = TablesNamed(Body(function));
    }
    // What a function calls it does too, a few calls deep.
    constexpr int kDeepest = 3;
    for (int depth = 0; depth < kDeepest; ++depth) {
      for (Found& function : functions_) {
        for (const Found& other : functions_) {
          if (other.changes && other.name != function.name &&
              Body(function).find(other.name + "(") != std::string_view::npos) {
            function.changes = true;
            function.tables.insert(other.tables.begin(), other.tables.end());
          }
        }
      }
    }
  }

  std::string_view text_;
  std::vector<Found> functions_;
  std::vector<std::string> decorators_;
  std::optional<Found> open_;
  // A line that may stand behind the open function was met.
  bool after_ = false;
  std::string outside_;
};

InstallingFunction StepOf(const Found& found) {
  return {found.name, found.tables, 0};
}

// Whether functions that run one after another install something.
bool Installs(const std::vector<const Found*>& steps) {
  const auto changing =
      std::count_if(steps.begin(), steps.end(),
                    [](const Found* one) { return one->changes; });
  const bool creates =
      std::any_of(steps.begin(), steps.end(),
                  [](const Found* one) { return !one->tables.empty(); });
  return creates && 2 * changing >= std::ssize(steps);
}

// What is behind "upgrades_to=" in a decorator.
uint32_t LeadsTo(std::string_view decorator) {
  constexpr std::string_view kArgument = "upgrades_to=";
  constexpr uint32_t kMost = 100000;
  uint32_t number = 0;
  const size_t at = decorator.find(kArgument);
  for (size_t i = at == std::string_view::npos ? decorator.size()
                                               : at + kArgument.size();
       i < decorator.size() && IsDigit(decorator[i]) && number < kMost; ++i) {
    number = number * 10 + static_cast<uint32_t>(decorator[i] - '0');
  }
  return number;
}

void AddRegistered(const Reader& reader, InstallingFunctions& result) {
  static constexpr std::array<std::string_view, 5> kWords = {
      "upgrade", "migrat", "schema", "revision", "version"};
  std::map<std::string, std::vector<const Found*>> groups;
  std::map<const Found*, uint32_t> leads;
  for (const Found& function : reader.functions()) {
    for (const std::string& decorator : function.decorators) {
      const std::string callee = decorator.substr(0, decorator.find('('));
      if (HasAny(Lowered(callee), kWords)) {
        groups[callee].push_back(&function);
        leads[&function] = LeadsTo(decorator);
      }
    }
  }
  for (const auto& [callee, steps] : groups) {
    const bool changes =
        std::any_of(steps.begin(), steps.end(),
                    [](const Found* one) { return one->changes; });
    if (changes) {
      InstallingChain chain;
      chain.registered_by = callee;
      for (const Found* step : steps) {
        chain.steps.push_back(StepOf(*step));
        chain.steps.back().leads_to = leads[step];
      }
      result.chains.push_back(std::move(chain));
    }
  }
}

void AddChain(const std::vector<const Found*>& steps,
              InstallingFunctions& result) {
  InstallingChain chain;
  for (const Found* step : steps) {
    chain.steps.push_back(StepOf(*step));
  }
  result.chains.push_back(std::move(chain));
}

// "MIGRATIONS = [create_users, add_email]"
void AddListed(const Reader& reader, InstallingFunctions& result) {
  const std::string& outside = reader.outside();
  for (size_t at = outside.find('['); at != std::string::npos;
       at = outside.find('[', at + 1)) {
    const size_t end = std::min(outside.find(']', at), outside.size());
    std::vector<const Found*> steps;
    for (const std::string_view name :
         NamesIn(std::string_view(outside).substr(at, end - at))) {
      for (const Found& function : reader.functions()) {
        if (function.name == name) {
          steps.push_back(&function);
        }
      }
    }
    if (steps.size() > 1 && Installs(steps)) {
      AddChain(steps, result);
      return;
    }
  }
}

// "m001_initial", "m002_add_email": what is before the number, and the number.
void AddNumbered(const Reader& reader, InstallingFunctions& result) {
  using Numbered = std::pair<uint64_t, const Found*>;
  std::map<std::string, std::vector<Numbered>> groups;
  for (const Found& function : reader.functions()) {
    const std::string& name = function.name;
    const size_t digits = name.find_first_of("0123456789");
    if (digits == std::string::npos) {
      continue;
    }
    constexpr uint64_t kMost = UINT32_MAX;
    uint64_t number = 0;
    size_t end = digits;
    for (; end < name.size() && IsDigit(name[end]); ++end) {
      number =
          std::min(number * 10 + static_cast<uint64_t>(name[end] - '0'), kMost);
    }
    if (end == name.size() || name[end] == '_') {
      groups[name.substr(0, digits)].emplace_back(number, &function);
    }
  }
  for (auto& [prefix, numbered] : groups) {
    std::stable_sort(numbered.begin(), numbered.end(),
                     [](const Numbered& left, const Numbered& right) {
                       return left.first < right.first;
                     });
    std::vector<const Found*> steps;
    for (const Numbered& one : numbered) {
      steps.push_back(one.second);
    }
    if (steps.size() > 1 && Installs(steps)) {
      AddChain(steps, result);
    }
  }
}

// Functions whose names say that they install, if no chain makes the same.
void AddNamed(const Reader& reader, InstallingFunctions& result) {
  static constexpr std::array<std::string_view, 8> kVerbs = {
      "init",    "create",  "setup",  "set_up",
      "migrate", "install", "ensure", "bootstrap"};
  static constexpr std::array<std::string_view, 5> kNouns = {
      "db", "database", "schema", "table", "postgres"};
  std::set<std::string> made;
  for (const InstallingChain& chain : result.chains) {
    for (const InstallingFunction& step : chain.steps) {
      made.insert(step.tables.begin(), step.tables.end());
    }
  }
  for (const Found& function : reader.functions()) {
    const std::string_view body = reader.Body(function);
    const bool creates = body.find("CREATE TABLE") != std::string_view::npos ||
                         body.find("create table") != std::string_view::npos;
    const std::string name = Lowered(function.name);
    const bool again = std::any_of(
        function.tables.begin(), function.tables.end(),
        [&](const std::string& table) { return made.count(table) != 0; });
    if (creates && !again && HasAny(name, kVerbs) && HasAny(name, kNouns)) {
      result.named.push_back(StepOf(function));
    }
  }
}

}  // namespace

InstallingFunctions ReadInstallingFunctions(std::string_view text) {
  Reader reader(text);
  reader.Read();
  InstallingFunctions result;
  AddRegistered(reader, result);
  if (result.chains.empty()) {
    AddListed(reader, result);
  }
  if (result.chains.empty()) {
    AddNumbered(reader, result);
  }
  AddNamed(reader, result);
  return result;
}

std::set<std::string> TablesNamed(std::string_view text) {
  constexpr std::string_view kCreate = "create table";
  const std::string lower = Lowered(text);
  std::set<std::string> tables;
  for (size_t at = lower.find(kCreate); at != std::string::npos;
       at = lower.find(kCreate, at + 1)) {
    size_t begin = at + kCreate.size();
    for (const std::string_view word : {"if", "not", "exists"}) {
      const size_t start =
          std::min(lower.find_first_not_of(" \t\n", begin), lower.size());
      begin = lower.compare(start, word.size(), word) == 0 ? start + word.size()
                                                           : begin;
    }
    begin = std::min(lower.find_first_not_of(" \t\n\"", begin), lower.size());
    const size_t end =
        std::min(lower.find_first_of(" \t\n\"(;", begin), lower.size());
    tables.insert(lower.substr(begin, end - begin));
  }
  return tables;
}

}  // namespace pgpact
