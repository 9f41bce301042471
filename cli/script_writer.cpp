#include "cli/script_writer.h"

#include <algorithm>
#include <utility>

#include "analyzer/base/overloaded.h"
#include "analyzer/installation/extension_source.h"
#include "analyzer/sql/parse_template.h"
#include "analyzer/text/encoding.h"
#include "cli/way_back.h"

namespace pgpact {

namespace {

// \i within \i: psql itself has no bound.
constexpr size_t kMaximumIncludes = 32;

bool IsFixed(const MarkedText& text) {
  return text.holes.empty();
}

struct FoundToken {
  uint32_t size = 0;
  std::string_view value;
};

// The token with which the text begins, and what is put there.
std::optional<FoundToken> TokenAt(
    std::string_view text, const std::map<std::string, std::string>& tokens) {
  for (const auto& [token, value] : tokens) {
    if (!token.empty() && text.starts_with(token)) {
      return FoundToken{static_cast<uint32_t>(token.size()), value};
    }
  }
  // Where the extensions are that this one needs is not known: where they are
  // put by themselves.
  const size_t end = text.starts_with(kNeededSchemaToken)
                         ? text.find_first_of("@ \n", kNeededSchemaToken.size())
                         : std::string_view::npos;
  if (end != std::string_view::npos && text[end] == '@' &&
      tokens.count(std::string(kExtensionSchemaToken)) != 0) {
    return FoundToken{static_cast<uint32_t>(end + 1), "public"};
  }
  return std::nullopt;
}

// What of a script that is a source is not run: the way back of a migration,
// and of an extension's script the lines that keep psql from running it
// ("\\echo Use "CREATE EXTENSION x" to load this file. \\quit").
std::vector<TextRange> LeftOutOf(std::string_view text) {
  std::vector<TextRange> ranges = WaysBackIn(text);
  const std::vector<TextRange> guards = ExtensionGuards(text);
  ranges.insert(ranges.end(), guards.begin(), guards.end());
  std::sort(ranges.begin(), ranges.end(),
            [](const TextRange& left, const TextRange& right) {
              return left.begin < right.begin;
            });
  return ranges;
}

}  // namespace

MarkedText FirstText(const Template& of) {
  Expansion expansion = Expand(of, {.texts = 1});
  return expansion.texts.empty() ? MarkedText{}
                                 : std::move(expansion.texts.front());
}

MarkedText ReplaceTokens(const SourceFile& file,
                         const std::map<std::string, std::string>& tokens) {
  const std::string_view content = file.content();
  MarkedText result;
  auto kept = static_cast<uint32_t>(ByteOrderMarkLength(content));
  const auto keep_until = [&](uint32_t end) {
    const TextRange range = {kept, end};
    result.text.Append(file.Text(range), {file.id(), range});
  };
  for (uint32_t at = kept; !tokens.empty() && at < content.size();) {
    const auto token = TokenAt(content.substr(at), tokens);
    if (!token) {
      ++at;
      continue;
    }
    keep_until(at);
    result.text.Append(token->value, {file.id(), {at, at + token->size}});
    at += token->size;
    kept = at;
  }
  keep_until(static_cast<uint32_t>(content.size()));
  return result;
}

std::optional<std::string> FindScript(std::string_view path,
                                      std::string_view folder,
                                      const FileSystem& files) {
  const auto is_file = [&](const std::string& candidate) {
    const Result<EntryKind> kind = files.Kind(candidate);
    return kind.ok() && kind.value() == EntryKind::File;
  };
  if (path.empty()) {
    return std::nullopt;
  }
  if (path.front() == '/') {
    // One that was named on the command line may be read as it is.
    return is_file(std::string(path)) ? std::optional(std::string(path))
                                      : std::nullopt;
  }
  for (std::string_view base = folder;; base = ParentPath(base)) {
    std::string candidate = JoinPath(base, path);
    if (is_file(candidate)) {
      return candidate;
    }
    if (base.empty()) {
      return std::nullopt;
    }
  }
}

PsqlCall PsqlCallOf(const SinkValue& sink) {
  constexpr std::string_view kVariable = "variable:";
  PsqlCall call;
  for (const SinkOption& option : sink.options) {
    if (option.name == "command") {
      call.command = true;
    } else if (option.name == "single_transaction") {
      call.single_transaction = true;
    } else if (option.name == "on_error_stop") {
      call.on_error_stop = true;
    } else if (option.name == "database") {
      const FixedText* name = option.value.AsFixed();
      call.database = name == nullptr ? "" : name->text.text;
    } else if (option.name.substr(0, kVariable.size()) == kVariable) {
      call.variables.push_back(
          {option.name.substr(kVariable.size()), option.value});
    }
  }
  return call;
}

PsqlSession SessionOf(const PsqlCall& call) {
  PsqlSession session;
  if (call.on_error_stop) {
    session.Set("ON_ERROR_STOP", "1");
  }
  for (const SinkOption& variable : call.variables) {
    MarkedText value = FirstText(variable.value);
    if (IsFixed(value)) {
      session.Set(variable.name, std::move(value));
    } else {
      session.SetUnknown(variable.name, value.holes[0].hole.reason,
                         value.holes[0].hole.location);
    }
  }
  return session;
}

void ScriptWriter::Begin(std::string name, SourceFileId file,
                         TransactionMode mode) {
  session_database_.clear();
  installation_.scripts.push_back(
      {std::move(name), file, mode, {}, 0, false, apart_});
}

void ScriptWriter::EndsRun(uint32_t run, bool must_succeed) {
  script().run = run;
  script().must_succeed = must_succeed;
}

void ScriptWriter::Connect(std::string database) {
  session_database_ = database;
  Add(ScriptConnect{"", std::move(database)});
}

void ScriptWriter::Add(ScriptEvent event) {
  script().events.push_back(std::move(event));
}

void ScriptWriter::AddStatement(ParsedStatement statement) {
  if (statement.text.text.empty()) {
    return;
  }
  installation_.statements.push_back(std::move(statement));
  Add(ScriptStatement{&installation_.statements.back()});
}

void ScriptWriter::AddPsqlText(const MarkedText& text, const PsqlCall& call,
                               std::string_view folder) {
  PsqlSession session = SessionOf(call);
  PsqlReader reader(text, session,
                    call.command ? PsqlInput::Command : PsqlInput::Script);
  ReadAll(reader, session, folder);
}

void ScriptWriter::AddPsqlFile(const std::string& path, Location named_at,
                               const PsqlCall& call, std::string_view folder) {
  const std::optional<std::string> found =
      FindScript(path, folder, surroundings_.store.files());
  if (!found) {
    NotFound(path, named_at);
    return;
  }
  const Result<const SourceFile*> file = surroundings_.store.Load(*found);
  if (!file.ok()) {
    Add(ScriptUnknown{named_at, CannotRead(*found, file.error()).message});
    surroundings_.skipped.push_back(LeftOut(*found, file.error()));
    return;
  }
  PsqlSession session = SessionOf(call);
  ReadFile(*file.value(), session);
}

void ScriptWriter::AddSource(const SourceFile& file) {
  const MarkedText text = ReplaceTokens(file, surroundings_.tokens);
  MarkedText forward;
  uint32_t kept = 0;
  const auto size = static_cast<uint32_t>(text.text.text.size());
  for (const TextRange& back : LeftOutOf(text.text.text)) {
    if (back.begin >= kept) {
      forward.text.Append(text.text.Slice({kept, back.begin}));
      kept = back.end;
    }
  }
  forward.text.Append(text.text.Slice({kept, size}));
  PsqlSession session;
  ReadText(file, forward, session);
}

void ScriptWriter::ReadFile(const SourceFile& file, PsqlSession& session) {
  ReadText(file, ReplaceTokens(file, surroundings_.tokens), session);
}

void ScriptWriter::ReadText(const SourceFile& file, const MarkedText& text,
                            PsqlSession& session) {
  const bool again =
      std::find(reading_.begin(), reading_.end(), file.id()) != reading_.end();
  if (again || reading_.size() >= kMaximumIncludes) {
    surroundings_.skipped.push_back(
        {file.path(), "it includes itself; read once"});
    return;
  }
  reading_.push_back(file.id());
  PsqlReader reader(text, session);
  ReadAll(reader, session, ParentPath(file.path()));
  reading_.pop_back();
}

void ScriptWriter::ReadAll(PsqlReader& reader, PsqlSession& session,
                           std::string_view folder) {
  while (std::optional<PsqlItem> item = reader.Next()) {
    AddItem(*item, session, folder);
  }
}

void ScriptWriter::AddItem(PsqlItem& item, PsqlSession& session,
                           std::string_view folder) {
  std::visit(
      Overloaded{
          [&](PsqlStatement& statement) {
            if (statement.sent_by == PsqlSend::Describe) {
              return;
            }
            const std::vector<ScriptEvent>& events = script().events;
            const bool first =
                events.empty() ||
                (events.size() == 1 &&
                 std::holds_alternative<ScriptConnect>(events.front()));
            const bool by_itself =
                script().mode == TransactionMode::AutocommitContinue;
            if (first && by_itself && statement.on_error_stop) {
              script().mode = TransactionMode::AutocommitStop;
            }
            AddStatement(ParseStatement(statement.text, TextPolicy{}));
          },
          [](PsqlCopyData&) {},
          [&](PsqlInclude& include) { Include(include, session, folder); },
          [](PsqlChangeDirectory&) {},
          [&](PsqlConnect& connect) {
            const bool known = IsFixed(connect.database);
            // "-" and nothing: the database that is connected already.
            std::string name = known ? connect.database.text.text : "";
            if (known && (name.empty() || name == "-")) {
              name = session_database_;
            }
            session_database_ = name;
            Add(ScriptConnect{"", std::move(name)});
          },
          // All branches follow: what any of them makes may be there.
          [](PsqlBranch&) {},
          [&](PsqlProblem& problem) {
            const Location at = problem.location.value_or(Location{});
            surroundings_.skipped.push_back(
                {surroundings_.store.sources().file(at.file).path(),
                 problem.message});
          }},
      item);
}

void ScriptWriter::Include(const PsqlInclude& include, PsqlSession& session,
                           std::string_view folder) {
  const Location at = include.location.value_or(Location{});
  if (!IsFixed(include.path)) {
    Add(ScriptUnknown{at, "an included file whose name is not known"});
    return;
  }
  const std::string& path = include.path.text.text;
  const std::optional<std::string> found =
      FindScript(path, folder, surroundings_.store.files());
  if (!found) {
    NotFound(path, at);
    return;
  }
  const Result<const SourceFile*> file = surroundings_.store.Load(*found);
  if (!file.ok()) {
    Add(ScriptUnknown{at, CannotRead(*found, file.error()).message});
    surroundings_.skipped.push_back(LeftOut(*found, file.error()));
    return;
  }
  ReadFile(*file.value(), session);
}

void ScriptWriter::NotFound(const std::string& path, Location named_at) {
  // A link may lead out too: only then the file system has a remedy.
  const auto kind = surroundings_.store.files().Kind(JoinPath(
      ParentPath(surroundings_.store.sources().file(named_at.file).path()),
      path));
  const bool outside = path.empty() || path.front() == '/' ||
                       JoinPath("", path).substr(0, 2) == ".." ||
                       (!kind.ok() && !kind.error().remedy.empty());
  if (outside) {
    // Another machine's, or a hostile one: refused, and said.
    const std::string reason = "\"" + path + "\" is outside the repository";
    Add(ScriptUnknown{named_at, reason});
    const SourceFile& file = surroundings_.store.sources().file(named_at.file);
    const Position at = file.PositionAt(named_at.range.begin);
    surroundings_.skipped.push_back(
        {path, "outside the repository, named at " + file.path() + ":" +
                   std::to_string(at.line) + ":" + std::to_string(at.column)});
    return;
  }
  // psql stops there: the file makes nothing.
  installation_.missing_files.push_back({path, named_at});
}

bool AsksFor(std::string_view script, std::string_view path) {
  const auto before = [](std::string_view text) {
    const size_t last = text.find_last_not_of(" \t\"'");
    return text.substr(0, last == std::string_view::npos ? 0 : last + 1);
  };
  for (size_t at = script.find(path); at != std::string_view::npos;
       at = script.find(path, at + path.size())) {
    std::string_view test = before(script.substr(0, at));
    const bool file = test.ends_with("-f") || test.ends_with("-e") ||
                      test.ends_with("-s") || test.ends_with("-r");
    if (!file) {
      continue;
    }
    test = before(test.substr(0, test.size() - 2));
    test = test.ends_with('!') ? before(test.substr(0, test.size() - 1)) : test;
    const std::string_view command =
        test.substr(test.find_last_of(" \t\n;&|(") + 1);
    if (command == "[" || command == "[[" || command == "test") {
      return true;
    }
  }
  return false;
}

}  // namespace pgpact
