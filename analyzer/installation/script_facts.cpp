#include "analyzer/installation/script_facts.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

#include "analyzer/installation/extension_source.h"
#include "analyzer/lexer/lexer.h"
#include "analyzer/sql/identifier.h"

namespace pgpact {

namespace {

template <size_t Size>
bool IsOneOf(std::string_view word,
             const std::array<std::string_view, Size>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 13> kModifiers = {
    "or",           "replace",   "global",      "local",      "unlogged",
    "unique",       "recursive", "trusted",     "procedural", "constraint",
    "materialized", "foreign",   "concurrently"};
constexpr std::array<std::string_view, 4> kRelationKinds = {
    "table", "view", "sequence", "index"};
constexpr std::array<std::string_view, 4> kRoutineKinds = {
    "function", "procedure", "aggregate", "trigger"};
// After these stands a relation's name.
constexpr std::array<std::string_view, 12> kBeforeRelation = {
    "references", "on",     "table",    "only", "from", "join",
    "into",       "update", "inherits", "like", "view", "of"};

// The statements of a script, each read once.
class Reader {
 public:
  explicit Reader(std::string_view text)
      : text_(text), tokens_(Tokenize(text)) {}

  ScriptFacts Read() && {
    size_t begin = 0;
    for (size_t at = 0; at <= tokens_.size(); ++at) {
      if (at == tokens_.size() || Spelled(at) == ";") {
        ReadStatement(begin, at);
        begin = at + 1;
      }
    }
    return std::move(facts_);
  }

 private:
  std::string_view Spelled(size_t at) const {
    const TextRange range = tokens_[at].range;
    return text_.substr(range.begin, range.end - range.begin);
  }

  // A name or a word, folded; "" for everything else.
  std::string Word(size_t at) const {
    if (at >= tokens_.size()) {
      return {};
    }
    const std::string_view spelled = Spelled(at);
    if (tokens_[at].kind == TokenKind::Identifier) {
      return FoldIdentifier(spelled);
    }
    if (tokens_[at].kind == TokenKind::QuotedIdentifier && spelled.size() > 2) {
      return UnquoteIdentifier(spelled);
    }
    return {};
  }

  void ReadStatement(size_t begin, size_t end) {
    if (begin >= end) {
      return;
    }
    const std::string verb = Word(begin);
    if (verb == "create") {
      ReadCreate(begin + 1, end);
    } else if (verb == "alter") {
      ReadAlter(begin, end);
    } else if (verb == "drop" || verb == "truncate" || verb == "delete") {
      ++facts_.removing;
    } else if (verb == "insert" || verb == "copy" || verb == "update") {
      ++facts_.filling;
    }
    ReadNames(begin, end);
  }

  // The last part of the name that stands behind the word; "" without one.
  std::string NameBehind(std::string_view word, size_t begin,
                         size_t end) const {
    for (size_t at = begin; at + 1 < end; ++at) {
      if (Word(at) != word) {
        continue;
      }
      size_t name = at + 1;
      while (Word(name) == "if" || Word(name) == "exists" ||
             Word(name) == "only") {
        ++name;
      }
      while (name + 2 < end && Spelled(name + 1) == ".") {
        name += 2;
      }
      return Word(name);
    }
    return {};
  }

  void ReadCreate(size_t at, size_t end) {
    bool temporary = false;
    std::string word = Word(at);
    if (word == "unique") {
      facts_.keyed.insert(NameBehind("on", at, end));
    }
    while (at < end && (IsOneOf(word, kModifiers) || word == "temp" ||
                        word == "temporary")) {
      temporary = temporary || word.starts_with("temp");
      word = Word(++at);
    }
    const std::string kind = word;
    word = Word(++at);
    while (at < end && (word == "if" || word == "not" || word == "exists" ||
                        word == "concurrently")) {
      word = Word(++at);
    }
    if (kind.empty() || word.empty() || temporary) {
      return;
    }
    std::string whole = word;
    while (at + 2 < end && Spelled(at + 1) == ".") {
      at += 2;
      word = Word(at);
      whole += "." + word;
    }
    facts_.making_indexes += kind == "index" ? 1 : 0;
    facts_.making_routines += IsOneOf(kind, kRoutineKinds) ? 1 : 0;
    ++facts_.creating;
    (IsOneOf(kind, kRelationKinds) ? facts_.relations : facts_.others)
        .insert(word);
    if (kind == "table") {
      facts_.tables.insert(whole);
    }
  }

  void ReadAlter(size_t begin, size_t end) {
    bool foreign = false;
    bool key = false;
    bool adds = false;
    bool removes = false;
    for (size_t at = begin; at < end; ++at) {
      const std::string word = Word(at);
      foreign = foreign || word == "foreign" || word == "references";
      key = key || word == "primary" || word == "unique";
      adds = adds || word == "add";
      removes = removes || word == "drop";
    }
    ++(removes && !adds ? facts_.removing : facts_.altering);
    facts_.adding_foreign_keys += foreign ? 1 : 0;
    facts_.adding_keys += key ? 1 : 0;
    if (foreign) {
      facts_.referred.insert(NameBehind("references", begin, end));
    }
    if (key) {
      facts_.keyed.insert(NameBehind("table", begin, end));
    }
  }

  void ReadNames(size_t begin, size_t end) {
    std::string before;
    for (size_t at = begin; at < end; ++at) {
      std::string word = Word(at);
      if (word.empty()) {
        // "INHERITS (parent)": the name stands behind the parenthesis.
        before = Spelled(at) == "(" ? before : "";
        continue;
      }
      const bool expected = IsOneOf(before, kBeforeRelation);
      const bool passed_over = expected && (word == "if" || word == "not" ||
                                            word == "exists" || word == "only");
      if (expected && !passed_over) {
        const bool qualified = at + 2 < end && Spelled(at + 1) == ".";
        facts_.relations_used.insert(qualified ? Word(at + 2) : word);
      }
      facts_.names_used.insert(word);
      if (!passed_over) {
        before = std::move(word);
      }
    }
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  ScriptFacts facts_;
};

// Where a script stands when no name says it: types, tables, keys, indexes,
// foreign keys, views and routines, data.
int StageOf(const ScriptFacts& facts) {
  enum Stage { Types, Tables, Keys, Indexes, ForeignKeys, Views, Data };
  if (!facts.tables.empty()) {
    return Tables;
  }
  if (facts.making_indexes > 0 && facts.making_indexes == facts.creating) {
    return Indexes;
  }
  if (facts.creating > 0) {
    const bool types =
        facts.relations.empty() && facts.making_routines < facts.creating;
    return types ? Types : Views;
  }
  if (facts.adding_foreign_keys > 0) {
    return ForeignKeys;
  }
  return facts.adding_keys > 0 ? Keys : Data;
}

struct Entry {
  const ScriptText* script = nullptr;
  ScriptFacts facts;
  int stage = 0;
  // Scripts that make what this one needs, by their place in the list.
  std::set<size_t> needs;
};

using Makers = std::map<std::string, std::vector<size_t>>;

void AddNeeds(const Makers& makers, const std::set<std::string>& used,
              const std::set<std::string>& own, size_t index,
              std::set<size_t>& needs) {
  for (const std::string& name : used) {
    const auto found = makers.find(name);
    if (found == makers.end() || own.count(name) != 0) {
      continue;
    }
    for (const size_t maker : found->second) {
      if (maker != index) {
        needs.insert(maker);
      }
    }
  }
}

void FindNeeds(std::vector<Entry>& entries) {
  Makers relations;
  Makers others;
  Makers keys;
  for (size_t i = 0; i < entries.size(); ++i) {
    for (const std::string& name : entries[i].facts.relations) {
      relations[name].push_back(i);
    }
    for (const std::string& name : entries[i].facts.others) {
      others[name].push_back(i);
    }
    for (const std::string& name : entries[i].facts.keyed) {
      keys[name].push_back(i);
    }
  }
  for (size_t i = 0; i < entries.size(); ++i) {
    const ScriptFacts& facts = entries[i].facts;
    AddNeeds(relations, facts.relations_used, facts.relations, i,
             entries[i].needs);
    AddNeeds(others, facts.names_used, facts.others, i, entries[i].needs);
    AddNeeds(keys, facts.referred, facts.keyed, i, entries[i].needs);
  }
}

}  // namespace

ScriptFacts ReadScriptFacts(std::string_view text) {
  const bool extension =
      text.find(kExtensionSchemaToken) != std::string_view::npos;
  const bool commands =
      text.starts_with('\\') || text.find("\n\\") != std::string_view::npos;
  if (!extension && !commands) {
    return Reader(text).Read();
  }
  std::string plain(text);
  // The token stands for a schema's name.
  for (size_t at = plain.find(kExtensionSchemaToken); at != std::string::npos;
       at = plain.find(kExtensionSchemaToken, at)) {
    plain[at] = ' ';
    plain[at + kExtensionSchemaToken.size() - 1] = ' ';
  }
  // A command of psql ends with its line.
  for (size_t at = 0; commands && at < plain.size();) {
    const size_t end = std::min(plain.find('\n', at), plain.size());
    if (plain[at] == '\\') {
      std::fill_n(plain.begin() + static_cast<std::ptrdiff_t>(at), end - at,
                  ' ');
    }
    at = end + 1;
  }
  return Reader(plain).Read();
}

std::vector<std::string> OrderScripts(std::span<const ScriptText> scripts) {
  std::vector<Entry> entries;
  for (const ScriptText& script : scripts) {
    ScriptFacts facts = ReadScriptFacts(script.content);
    if (!facts.empties()) {
      const int stage = StageOf(facts);
      entries.push_back({&script, std::move(facts), stage, {}});
    }
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& left, const Entry& right) {
                     return left.stage < right.stage;
                   });
  FindNeeds(entries);
  std::set<size_t> waiting;
  for (size_t i = 0; i < entries.size(); ++i) {
    waiting.insert(i);
  }
  std::vector<std::string> ordered;
  while (!waiting.empty()) {
    // The first that waits for no other one; the first when all wait.
    const auto free =
        std::find_if(waiting.begin(), waiting.end(), [&](size_t index) {
          const std::set<size_t>& needs = entries[index].needs;
          return std::none_of(needs.begin(), needs.end(), [&](size_t other) {
            return waiting.count(other) != 0;
          });
        });
    const size_t next = free == waiting.end() ? *waiting.begin() : *free;
    ordered.push_back(entries[next].script->path);
    waiting.erase(next);
  }
  return ordered;
}

}  // namespace pgpact
