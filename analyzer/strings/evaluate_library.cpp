// Evaluator: what the language's own library does with values.
#include <algorithm>
#include <array>
#include <cctype>

#include "analyzer/strings/evaluator.h"
#include "analyzer/strings/library_calls.h"

namespace pgpact {

namespace {

// What LibraryCalls does.
bool IsExtra(TextOperation operation) {
  using enum TextOperation;
  constexpr std::array kExtra = {
      FormatValue, SplitEnd,        Partition,         PartitionEnd,
      PadLeft,     PadRight,        PadZeros,          CharacterTable,
      Translate,   RegexCompile,    RegexReplace,      RegexSplit,
      Filter,      Chain,           ChainLists,        Reduce,
      AttributeOf, OneOfThem,       DefaultDictionary, LayeredDictionary,
      CopyRecord,  RecordDictionary};
  return std::ranges::find(kExtra, operation) != kExtra.end();
}

}  // namespace

AbstractId ValueTools::Argument0(const Arguments& arguments) const {
  if (!arguments.positional.empty()) {
    return arguments.positional.front();
  }
  if (!arguments.named.empty()) {
    return arguments.named.front().value;
  }
  return arguments.any_positional;
}

const TextOperation* ValueTools::MethodOperation(NameId name) const {
  const auto found = methods_.find(name.index);
  return found == methods_.end() ? nullptr : &found->second;
}

AbstractId Evaluator::CallLibrary(NameId path, const Arguments& arguments,
                                  const CallSite& site) {
  const TextRange range = site.location.range;
  const auto sink = function_sinks_.find(path.index);
  if (sink != function_sinks_.end()) {
    return RunSink(*sink->second, nullptr, store_.unset(), arguments, site);
  }
  if (const auto handle = HandleAt(path, arguments)) {
    return *handle;
  }
  const auto operation = functions_.find(path.index);
  if (operation != functions_.end()) {
    return Operate(operation->second, store_.unset(), arguments, site);
  }
  // `module.name(x)` may be a method of a value that the library gave.
  const std::string_view whole = store_.name(path);
  if (whole.starts_with("str.") && !arguments.positional.empty()) {
    // `str.join(",", names)`
    const NameId method = store_.Intern(whole.substr(4));
    Arguments rest = arguments;
    rest.positional.erase(rest.positional.begin());
    return CallMethod(arguments.positional.front(), method, rest, site);
  }
  const size_t dot = whole.rfind('.');
  const NameId last = store_.Intern(
      dot == std::string_view::npos ? whole : whole.substr(dot + 1));
  if (dot != std::string_view::npos && fallbacks_.contains(last.index)) {
    return RunFallback(*fallbacks_.find(last.index)->second,
                       store_.Make({AbstractKind::Library, path.index}),
                       arguments, site);
  }
  if (store_.name(last) == "field") {
    return MakePartial(store_.Make({AbstractKind::Library, path.index}),
                       arguments);
  }
  CallGiven(arguments, site);
  if (const auto excerpt = ExcerptAmong(arguments)) {
    return *excerpt;
  }
  return MakeHole(UnknownReason::UnknownCall, store_.name(last), range);
}

AbstractId ValueTools::MakePartial(AbstractId callee,
                                   const Arguments& arguments) {
  const auto [known, added] =
      partial_ids_.emplace(std::make_pair(callee, arguments),
                           static_cast<uint32_t>(partials_.size()));
  if (added) {
    partials_.push_back(arguments);
  }
  return store_.Make({AbstractKind::Partial, callee.index, known->second});
}

AbstractId Evaluator::Operate(TextOperation operation, AbstractId receiver,
                              const Arguments& arguments,
                              const CallSite& site) {
  const TextRange range = site.location.range;
  const AbstractId subject =
      receiver == store_.unset() ? Argument0(arguments) : receiver;
  using enum TextOperation;
  switch (operation) {
    case Same:
      return subject;
    case ToText:
      return subject == store_.unset() ? store_.empty()
                                       : this->ToText(subject, range);
    case Quoted:
      return Written(subject, range);
    case Join:
      return JoinParts(this->ToText(receiver, range), Argument0(arguments),
                       range);
    case FormatBraces:
    case FormatMap:
      return this->FormatBraces(receiver, arguments, operation == FormatMap,
                                range);
    case FormatPercent:
      return this->FormatPercent(receiver, Argument0(arguments), range);
    case FormatDollar:
      return this->FormatDollar(receiver, arguments, range);
    case Strip:
    case StripLeft:
    case StripRight:
    case Dedent:
    case Indent:
    case Upper:
    case Lower:
    case Replace:
    case RemovePrefix:
    case RemoveSuffix:
    case Title:
      return OperateOnText(operation, subject, arguments, site);
    case Split:
      if (arguments.positional.size() > 1 || !arguments.named.empty() ||
          store_.kind(receiver) == AbstractKind::Partial) {
        return LibraryCalls(*this, arguments, site).Run(operation, receiver);
      }
      return SplitText(operation, subject, arguments, site);
    case SplitLines:
      return SplitText(operation, subject, arguments, site);
    case Keys:
    case Values:
    case Items:
    case Get:
    case Copy:
      return LookIntoCollection(operation, subject, arguments, range);
    case SetDefault:
    case Update:
    case Append:
    case Extend:
    case Insert:
    case Pop:
    case AddElement:
    case Remove:
    case Clear:
    case Sort:
    case Reverse:
      return ChangeSubject(operation, subject, arguments, range);
    case ListOf:
    case TextOperation::Sorted:
    case DictionaryOf:
    case Zip:
    case Enumerate:
    case Range:
    case Map:
    case TextOperation::Reversed:
      return MakeCollection(operation, arguments, site);
    case Second:
      return ArgumentAt({1, ""}, arguments);
    case NextElement:
      return AnyElement(subject, range, "");
    case StartsWith:
    case EndsWith:
    case IsAlphabetic:
    case IsAlphanumeric:
    case IsDigits:
    case TextOperation::IsIdentifier:
    case IsLower:
    case IsUpper:
      return TestOfText(operation, subject, arguments, range);
    case Identifier:
    case QuoteName:
    case SqlText:
    case SqlLiteral:
    case SqlPlaceholder:
    case SqlComposed:
    case Mogrify:
      return OperateOnQuoted(operation, arguments, site);
    default:
      break;
  }
  return IsExtra(operation)
             ? LibraryCalls(*this, arguments, site).Run(operation, receiver)
             : OperateOnWorld(operation, receiver, arguments, site);
}

AbstractId Evaluator::ChangeSubject(TextOperation operation, AbstractId subject,
                                    const Arguments& arguments,
                                    TextRange range) {
  switch (store_.kind(subject)) {
    case AbstractKind::List:
    case AbstractKind::Set:
    case AbstractKind::Dictionary:
      return ChangeCollection(operation, subject, arguments, range);
    case AbstractKind::Choose: {
      AbstractId result = store_.unset();
      const std::vector<AbstractId> options(store_.parts(subject).begin(),
                                            store_.parts(subject).end());
      for (const AbstractId option : options) {
        const size_t floor = floor_;
        const StateMark mark = Mark();
        result = store_.Join(
            result, ChangeSubject(operation, option, arguments, range));
        // It is one of them that changes.
        const Changes changed = ChangesSince(mark);
        UndoTo(mark);
        floor_ = floor;
        const Changes either[] = {changed, {}};
        JoinStates(either);
      }
      return result;
    }
    default:
      return Derived(subject, UnknownReason::UnknownCall, "", range);
  }
}

AbstractId Evaluator::OperateOnWorld(TextOperation operation,
                                     AbstractId receiver,
                                     const Arguments& arguments,
                                     const CallSite& site) {
  const TextRange range = site.location.range;
  using enum TextOperation;
  switch (operation) {
    case Environment: {
      const auto name = store_.AsFixed(Argument0(arguments));
      const AbstractId hole =
          MakeHole(UnknownReason::Environment, name ? *name : "", range);
      const AbstractId otherwise = ArgumentAt({1, "default"}, arguments);
      if (otherwise == store_.unset() || otherwise == store_.none()) {
        return hole;
      }
      // An installation is made as it is where nothing is set.
      const AbstractId either[] = {otherwise, hole};
      return Tracing() ? otherwise : store_.MakeChoose(either);
    }
    case WriteText:
      if (store_.kind(receiver) == AbstractKind::TextBuilder) {
        SetContent(receiver,
                   AddValues(Content(receiver), Argument0(arguments), range));
      }
      return store_.none();
    case TextSoFar:
      return store_.kind(receiver) == AbstractKind::TextBuilder
                 ? Content(receiver)
                 : Derived(receiver, UnknownReason::UnknownCall, "", range);
    case NewText: {
      const AbstractId initial = Argument0(arguments);
      return NewObject(AbstractKind::TextBuilder,
                       initial == store_.unset() ? store_.empty() : initial);
    }
    case Length:
    case Number:
      return NumberOf(operation, arguments, range);
    case RowHole:
      return MakeHole(UnknownReason::Query, RowName(""), range);
    case UserInput:
      return MakeHole(UnknownReason::UserInput, "", range);
    case ReadFile:
    case ReadPackageFile:
    case NamedStatements:
    case PathJoin:
    case PathParent:
    case PathSibling:
    case PackageFolder:
    case PackageFile:
      return OperateOnFile(operation, receiver, arguments, range);
    case Partial: {
      if (arguments.positional.empty()) {
        break;
      }
      Arguments bound = arguments;
      bound.positional.erase(bound.positional.begin());
      return MakePartial(arguments.positional.front(), bound);
    }
    case Raises:
      left_ = true;
      return store_.none();
    default:
      break;
  }
  return MakeHole(UnknownReason::UnknownCall, "", range);
}

AbstractId Evaluator::NumberOf(TextOperation operation,
                               const Arguments& arguments, TextRange range) {
  const AbstractId argument = Argument0(arguments);
  if (argument != store_.unset() && operation == TextOperation::Number &&
      store_.kind(argument) == AbstractKind::Number) {
    return argument;
  }
  if (argument != store_.unset() && operation == TextOperation::Length) {
    if (const auto known = KnownElements(argument)) {
      return store_.MakeNumber(std::to_string(known->size()));
    }
  }
  std::string name;
  if (argument != store_.unset() && store_.IsHole(argument)) {
    name = store_.hole(argument).name;
  }
  return MakeHole(UnknownReason::Number, name, range, HoleForm::Number);
}

}  // namespace pgpact
