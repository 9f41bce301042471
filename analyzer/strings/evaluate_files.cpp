// Evaluator: paths, and the texts of the repository's own files.
//
// A path is a text from the root. What is read of a file whose place is known
// and whose text is part of the program (a .sql file) is that text, with
// places in that file. What a program makes of such a text in ways that are
// not followed (a regular expression, a parser) is an excerpt: a hole that
// stands at the whole file. An excerpt that is looked up by a name is the
// statement which the file gives that name; one that is run is any of them.
#include <algorithm>
#include <set>

#include "analyzer/strings/evaluator.h"
#include "analyzer/strings/named_statements.h"
#include "analyzer/text/file_system.h"

namespace pgpact {

namespace {

// Folders above a file that `parents` gives.
constexpr int kMostParents = 8;

std::string WithSlashes(std::string_view dotted) {
  std::string path(dotted);
  std::ranges::replace(path, '.', '/');
  return path;
}

// Whether the program has a library by which statements are called by name.
bool CallsByName(const StringProgram& program, const EvaluateOptions& options) {
  std::set<std::string_view> libraries;
  for (const LibraryEntry& entry : options.library) {
    if (entry.operation == TextOperation::NamedStatements) {
      const std::string_view callee = entry.callee;
      libraries.insert(callee.substr(0, callee.find('.')));
    }
  }
  for (const Module& of : program.modules) {
    for (const Block& block : of.blocks) {
      for (const Statement& statement : block.statements) {
        const auto* import = std::get_if<Import>(&statement.node);
        if (import != nullptr && libraries.contains(import->module)) {
          return true;
        }
      }
    }
  }
  return false;
}

}  // namespace

// The texts by their paths; REQUIRES: called once.
void Evaluator::FindFileTexts() {
  for (const Module& of : program_.modules) {
    if (of.language != Language::Sql) {
      continue;
    }
    for (const Value& value : of.values) {
      if (const auto* literal = std::get_if<Literal>(&value.node)) {
        file_texts_.emplace(of.path, &literal->text);
        text_files_.emplace(of.file, &literal->text);
      }
    }
  }
}

AbstractId Evaluator::OperateOnFile(TextOperation operation,
                                    AbstractId receiver,
                                    const Arguments& arguments,
                                    TextRange range) {
  const bool method = receiver != store_.unset() &&
                      store_.kind(receiver) != AbstractKind::Library;
  const AbstractId subject = method ? receiver : Argument0(arguments);
  using enum TextOperation;
  switch (operation) {
    case PathJoin:
      return JoinPath(receiver, arguments, range);
    case PathParent:
      return ParentOf(subject, range);
    case PathSibling: {
      const AbstractId parts[] = {ParentOf(subject, range),
                                  Argument0(arguments)};
      return PathOf(parts, range);
    }
    case PackageFolder:
      return FolderOfPackage(subject, range);
    case PackageFile:
    case ReadPackageFile: {
      const AbstractId parts[] = {FolderOfPackage(subject, range),
                                  ArgumentAt({1, "resource"}, arguments)};
      const AbstractId path = PathOf(parts, range);
      return operation == PackageFile ? path : ContentOfFile(path, range);
    }
    case NamedStatements: {
      const AbstractId content = ContentOfFile(subject, range);
      return ExcerptOf(content).value_or(content);
    }
    default:
      return ContentOfFile(subject, range);
  }
}

AbstractId Evaluator::ParentOf(AbstractId path, TextRange range) {
  const AbstractId text = AsOneText(ToText(path, range));
  const auto fixed = store_.AsFixed(text);
  if (!fixed) {
    return Derived(text, UnknownReason::Environment, "", range);
  }
  return store_.MakeText(ParentPath(std::string(*fixed)), module().At(range));
}

// A text whose parts are all fixed as one.
AbstractId Evaluator::AsOneText(AbstractId text) {
  if (store_.kind(text) != AbstractKind::Sequence) {
    return text;
  }
  MappedText whole;
  const std::vector<AbstractId> parts(store_.parts(text).begin(),
                                      store_.parts(text).end());
  for (const AbstractId part : parts) {
    const AbstractId one = AsOneText(part);
    if (store_.kind(one) != AbstractKind::Fixed) {
      return text;
    }
    whole.Append(TextOf(one));
  }
  return store_.MakeOwned(std::move(whole));
}

// `parents` of a path: the folders above it.
AbstractId Evaluator::ParentsOf(AbstractId path, TextRange range) {
  std::vector<AbstractId> parents;
  for (int i = 0; i < kMostParents; ++i) {
    path = ParentOf(path, range);
    parents.push_back(path);
  }
  return NewTuple(parents);
}

// Where a package of the program stands; of one that is not in it the folder
// that its name says.
AbstractId Evaluator::FolderOfPackage(AbstractId package, TextRange range) {
  const Location place = module().At(range);
  std::optional<ModuleId> found;
  const AbstractId text = store_.kind(package) == AbstractKind::Module
                              ? store_.unset()
                              : ToText(package, range);
  if (store_.kind(package) == AbstractKind::Module) {
    found = ModuleId{store_.node(package).a};
  } else if (const auto name = store_.AsFixed(text)) {
    Import import;
    import.module = std::string(*name);
    found = program_.Resolve(frame_->module, import).module;
    if (!found) {
      return store_.MakeText(WithSlashes(*name), place);
    }
  }
  if (!found) {
    return Derived(text, UnknownReason::Environment, "", range);
  }
  return store_.MakeText(ParentPath(program_.module(*found).path), place);
}

// The content of a file is known to whoever knows the path; of one that is no
// part of the program a hole named by it.
AbstractId Evaluator::ContentOfFile(AbstractId path, TextRange range) {
  if (path == store_.unset()) {
    return MakeHole(UnknownReason::Environment, "file:", range);
  }
  path = AsOneText(path);
  if (store_.kind(path) == AbstractKind::Choose) {
    std::vector<AbstractId> contents;
    const std::vector<AbstractId> options(store_.parts(path).begin(),
                                          store_.parts(path).end());
    for (const AbstractId option : options) {
      if (store_.kind(option) != AbstractKind::None) {
        contents.push_back(ContentOfFile(option, range));
      }
    }
    return store_.MakeChoose(contents);
  }
  std::string name;
  if (const auto fixed = store_.AsFixed(path)) {
    name = *fixed;
    if (const MappedText* text = FileText(name)) {
      return store_.MakeFixed(*text);
    }
  } else if (store_.IsHole(path)) {
    if (IsExcerpt(path)) {
      return path;
    }
    name = store_.hole(path).name;
  } else {
    name = LastFixed(path);
  }
  return MakeHole(WhyNoPath(path), "file:" + name, range);
}

// A path with a parameter in it is known where a call fills that.
UnknownReason ValueTools::WhyNoPath(AbstractId path) const {
  const bool parts = store_.kind(path) == AbstractKind::Sequence;
  const bool parameter =
      parts ? std::ranges::any_of(store_.parts(path),
                                  [this](AbstractId part) {
                                    return WhyNoPath(part) ==
                                           UnknownReason::Parameter;
                                  })
            : store_.IsHole(path) &&
                  store_.hole(path).reason == UnknownReason::Parameter;
  return parameter ? UnknownReason::Parameter : UnknownReason::Environment;
}

// From the root, from the folder of the script, or from any folder when there
// is but one such file.
const MappedText* Evaluator::FileText(std::string_view path) const {
  for (const std::string& place :
       {::pgpact::JoinPath("", path),
        ::pgpact::JoinPath(ParentPath(module().path), path)}) {
    const auto found = file_texts_.find(place);
    if (found != file_texts_.end()) {
      return found->second;
    }
  }
  const std::string ending = "/" + ::pgpact::JoinPath("", path);
  const MappedText* only = nullptr;
  for (const auto& [name, text] : file_texts_) {
    if (name.ends_with(ending)) {
      if (only != nullptr) {
        return nullptr;
      }
      only = text;
    }
  }
  return only;
}

std::string ValueTools::LastFixed(AbstractId text) const {
  if (store_.kind(text) == AbstractKind::Sequence) {
    const auto parts = store_.parts(text);
    for (size_t i = parts.size(); i > 0; --i) {
      std::string last = LastFixed(parts[i - 1]);
      if (!last.empty()) {
        return last;
      }
    }
  }
  const auto fixed = store_.AsFixed(text);
  return fixed ? std::string(*fixed) : std::string();
}

AbstractId Evaluator::JoinPath(AbstractId receiver, const Arguments& arguments,
                               TextRange range) {
  std::vector<AbstractId> parts;
  if (receiver != store_.unset() &&
      store_.kind(receiver) != AbstractKind::Library) {
    parts.push_back(receiver);
  }
  parts.insert(parts.end(), arguments.positional.begin(),
               arguments.positional.end());
  return PathOf(parts, range);
}

AbstractId Evaluator::PathOf(std::span<const AbstractId> given,
                             TextRange range) {
  std::vector<AbstractId> parts;
  MappedText whole;
  bool fixed = true;
  for (const AbstractId one : given) {
    const AbstractId part = AsOneText(ToText(one, range));
    const auto text = store_.AsFixed(part);
    if (text && text->empty()) {
      continue;
    }
    const AbstractId slash = store_.MakeText("/", module().At(range));
    if (!parts.empty()) {
      parts.push_back(slash);
      whole.Append("/", module().At(range));
    }
    parts.push_back(part);
    fixed = fixed && text;
    if (fixed) {
      whole.Append(TextOf(part));
    }
  }
  if (!fixed) {
    return store_.MakeSequence(parts);
  }
  const std::string normal = ::pgpact::JoinPath("", whole.text);
  return normal == whole.text || whole.text.starts_with('/')
             ? store_.MakeOwned(std::move(whole))
             : store_.MakeText(normal, module().At(range));
}

// ---- Excerpts ------------------------------------------------------------

bool ValueTools::IsExcerpt(AbstractId value) const {
  if (!store_.IsHole(value)) {
    return false;
  }
  const Location& place = store_.hole(value).location;
  const auto found = text_files_.find(place.file);
  return found != text_files_.end() && !place.range.empty();
}

// Some part of a file's text; nothing for any other text.
std::optional<AbstractId> Evaluator::ExcerptOf(AbstractId text) {
  if (IsExcerpt(text)) {
    return text;
  }
  if (store_.kind(text) != AbstractKind::Fixed || text_files_.empty()) {
    return std::nullopt;
  }
  const auto& pieces = store_.fixed(text).text->map.pieces();
  if (pieces.empty() || !text_files_.contains(pieces.front().source.file)) {
    return std::nullopt;
  }
  return store_.MakeHole({UnknownReason::Slice, HoleForm::Text, "statement",
                          pieces.front().source});
}

std::optional<AbstractId> Evaluator::ExcerptAmong(const Arguments& arguments) {
  for (const AbstractId given : arguments.positional) {
    if (const auto excerpt = ExcerptOf(given)) {
      return excerpt;
    }
  }
  return std::nullopt;
}

// What it is an excerpt of. REQUIRES: IsExcerpt(excerpt)
MappedText ValueTools::TextOfExcerpt(AbstractId excerpt) const {
  const Location& place = store_.hole(excerpt).location;
  return text_files_.at(place.file)->Slice(place.range);
}

// The statement of that name, when the excerpt's file names one so.
std::optional<AbstractId> Evaluator::NamedIn(AbstractId excerpt,
                                             std::string_view name) {
  const MappedText text = TextOfExcerpt(excerpt);
  for (const NamedStatement& statement : FindNamedStatements(text.text)) {
    if (IsNamed(statement.name, name)) {
      return store_.MakeOwned(text.Slice(statement.range));
    }
  }
  return std::nullopt;
}

// An excerpt looked up by a key.
AbstractId Evaluator::EntryOfExcerpt(AbstractId excerpt, AbstractId key,
                                     TextRange range) {
  const auto name = store_.AsFixed(key);
  if (!name) {
    return excerpt;
  }
  const std::string asked(*name);
  const auto found = NamedIn(excerpt, asked);
  return found ? *found : MakeHole(UnknownReason::UnknownElement, asked, range);
}

// What is run when excerpts are: the statements of their files.
AbstractId Evaluator::WithStatements(AbstractId text) {
  if (text_files_.empty()) {
    return text;
  }
  if (store_.kind(text) == AbstractKind::Choose) {
    std::vector<AbstractId> options(store_.parts(text).begin(),
                                    store_.parts(text).end());
    for (AbstractId& option : options) {
      option = WithStatements(option);
    }
    return store_.MakeChoose(options);
  }
  if (!IsExcerpt(text)) {
    return text;
  }
  MappedText whole = TextOfExcerpt(text);
  std::vector<AbstractId> statements;
  for (const NamedStatement& statement : FindNamedStatements(whole.text)) {
    statements.push_back(store_.MakeOwned(whole.Slice(statement.range)));
  }
  return statements.empty() ? store_.MakeOwned(std::move(whole))
                            : store_.MakeChoose(statements);
}

// `queries.get_user(connection, …)`: the statement of that name is run.
std::optional<AbstractId> Evaluator::RunNamed(AbstractId excerpt, NameId name,
                                              const Arguments& arguments,
                                              const CallSite& site) {
  const auto sinks = method_sinks_.find(name.index);
  if (sinks == method_sinks_.end()) {
    return std::nullopt;
  }
  for (const SinkSpec* sink : sinks->second) {
    if (sink->receivers.front() != kNamedReceiver) {
      continue;
    }
    if (const auto statement = NamedIn(excerpt, store_.name(name))) {
      Arguments all = arguments;
      all.positional.insert(all.positional.begin(), *statement);
      return RunSink(*sink, nullptr, store_.unset(), all, site);
    }
  }
  return std::nullopt;
}

std::optional<EvaluateOptions> WithNamedSinks(const StringProgram& program,
                                              const EvaluateOptions& options) {
  const auto pattern =
      std::ranges::find(options.sinks.sinks, kNamedCallee, &SinkSpec::callee);
  if (pattern == options.sinks.sinks.end() || !CallsByName(program, options)) {
    return std::nullopt;
  }
  std::set<std::string> names;
  for (const Module& of : program.modules) {
    for (const Value& value : of.values) {
      const auto* literal = std::get_if<Literal>(&value.node);
      if (of.language != Language::Sql || literal == nullptr) {
        continue;
      }
      for (NamedStatement& named : FindNamedStatements(literal->text.text)) {
        std::ranges::replace(named.name, '-', '_');
        names.insert(std::move(named.name));
      }
    }
  }
  EvaluateOptions extended = options;
  for (const std::string& name : names) {
    SinkSpec sink = *pattern;
    sink.callee = name;
    sink.name = name;
    extended.sinks.sinks.push_back(std::move(sink));
  }
  return extended;
}

}  // namespace pgpact
