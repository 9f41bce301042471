// Evaluator: values made texts, and formats with their arguments put in.
#include <algorithm>
#include <cctype>

#include "analyzer/strings/evaluator.h"
#include "analyzer/strings/format_spec.h"
#include "analyzer/strings/value_formats.h"
#include "analyzer/text/file_system.h"

namespace pgpact {

namespace {

// A conversion found in a format: bytes [begin, end) of it.
struct Conversion {
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string name;
  // 's', 'd', … ; '%' for a percent sign, '{' and '}' for braces.
  char kind = 's';
  // How it is written, when that can be read.
  std::optional<FormatSpec> spec = FormatSpec();
};

// Where the replacement field that begins at `at` ends.
size_t EndOfField(std::string_view format, size_t at) {
  size_t depth = 0;
  for (size_t i = at; i < format.size(); ++i) {
    depth += format[i] == '{' ? 1 : 0;
    depth -= format[i] == '}' ? 1 : 0;
    if (depth == 0) {
      return i;
    }
  }
  return format.size() - 1;
}

std::vector<Conversion> FindPercent(std::string_view format) {
  std::vector<Conversion> found;
  for (size_t at = format.find('%'); at != std::string_view::npos;
       at = format.find('%', at)) {
    Conversion conversion;
    conversion.begin = static_cast<uint32_t>(at++);
    if (at < format.size() && format[at] == '(') {
      const size_t close = format.find(')', at);
      if (close == std::string_view::npos) {
        break;
      }
      conversion.name = std::string(format.substr(at + 1, close - at - 1));
      at = close + 1;
    }
    const size_t flags = at;
    at = std::min(format.find_first_not_of("#0- +.*123456789", at),
                  format.size());
    const size_t flags_end = at;
    at = std::min(format.find_first_not_of("hlL", at), format.size());
    if (at >= format.size()) {
      break;
    }
    conversion.kind = format[at++];
    conversion.spec = ReadPercentSpec(format.substr(flags, flags_end - flags),
                                      conversion.kind);
    conversion.end = static_cast<uint32_t>(at);
    found.push_back(std::move(conversion));
  }
  return found;
}

std::vector<Conversion> FindBraces(std::string_view format) {
  std::vector<Conversion> found;
  for (size_t at = 0; at < format.size();) {
    at = format.find_first_of("{}", at);
    if (at == std::string_view::npos) {
      break;
    }
    Conversion conversion;
    conversion.begin = static_cast<uint32_t>(at);
    const bool doubled = at + 1 < format.size() && format[at + 1] == format[at];
    if (doubled || format[at] == '}') {
      conversion.kind = format[at];
      at += doubled ? 2 : 1;
    } else {
      const size_t close = EndOfField(format, at);
      std::string_view field = format.substr(at + 1, close - at - 1);
      const size_t colon = field.find(':');
      if (colon != std::string_view::npos) {
        conversion.spec = ReadBracesSpec(field.substr(colon + 1));
        field = field.substr(0, colon);
      }
      const size_t bang = field.find('!');
      if (bang != std::string_view::npos) {
        conversion.kind = bang + 1 < field.size() ? field[bang + 1] : 's';
        field = field.substr(0, bang);
      }
      conversion.name = std::string(field);
      at = close + 1;
    }
    conversion.end = static_cast<uint32_t>(at);
    found.push_back(std::move(conversion));
  }
  return found;
}

std::vector<Conversion> FindDollar(std::string_view format) {
  std::vector<Conversion> found;
  for (size_t at = format.find('$'); at != std::string_view::npos;
       at = format.find('$', at)) {
    Conversion conversion;
    conversion.begin = static_cast<uint32_t>(at++);
    const bool braces = at < format.size() && format[at] == '{';
    at += braces ? 1 : 0;
    const size_t first = at;
    while (at < format.size() &&
           (std::isalnum(static_cast<unsigned char>(format[at])) != 0 ||
            format[at] == '_')) {
      ++at;
    }
    conversion.name = std::string(format.substr(first, at - first));
    if (conversion.name.empty() && format.substr(at).starts_with('$')) {
      conversion.kind = '$';
    }
    at += braces || conversion.kind == '$' ? 1 : 0;
    conversion.end = static_cast<uint32_t>(std::min(at, format.size()));
    if (!conversion.name.empty() || conversion.kind == '$') {
      found.push_back(std::move(conversion));
    }
  }
  return found;
}

bool IsQuoting(char kind) {
  return kind == 'r' || kind == 'a';
}

}  // namespace

AbstractId Evaluator::ToText(AbstractId value, TextRange range) {
  switch (store_.kind(value)) {
    case AbstractKind::Fixed:
    case AbstractKind::Hole:
    case AbstractKind::Sequence:
    case AbstractKind::Repeat:
      return value;
    case AbstractKind::Choose: {
      if (store_.IsText(value)) {
        return value;
      }
      // None beside a text is the case that a check before it excludes.
      std::vector<AbstractId> texts;
      const std::vector<AbstractId> options(store_.parts(value).begin(),
                                            store_.parts(value).end());
      for (const AbstractId option : options) {
        const AbstractKind kind = store_.kind(option);
        if (kind != AbstractKind::None && kind != AbstractKind::False) {
          texts.push_back(ToText(option, range));
        }
      }
      return texts.empty() ? ToText(options.front(), range)
                           : store_.MakeChoose(texts);
    }
    case AbstractKind::None:
      return store_.MakeText("None", module().At(range));
    case AbstractKind::True:
      return store_.MakeText("True", module().At(range));
    case AbstractKind::False:
      return store_.MakeText("False", module().At(range));
    case AbstractKind::Number:
      return store_.MakeText(store_.name({store_.node(value).a}),
                             module().At(range));
    case AbstractKind::Unset:
      return MakeHole(UnknownReason::UndefinedName, "", range);
    case AbstractKind::Instance:
      return TextOfInstance(value, range);
    case AbstractKind::Library:
      return TextOfLibrary({store_.node(value).a}, range);
    default:
      return MakeHole(UnknownReason::UnknownCall, "", range);
  }
}

// The value as a program would write it: repr(value).
AbstractId Evaluator::Written(AbstractId value, TextRange range) {
  switch (store_.kind(value)) {
    case AbstractKind::Fixed:
      return store_.MakeOwned(
          WrittenInPython(TextOf(value), module().At(range)));
    case AbstractKind::Choose: {
      std::vector<AbstractId> options(store_.parts(value).begin(),
                                      store_.parts(value).end());
      for (AbstractId& option : options) {
        option = Written(option, range);
      }
      return store_.MakeChoose(options);
    }
    case AbstractKind::Sequence:
    case AbstractKind::Repeat:
      return MakeHole(UnknownReason::UnknownCall, "", range);
    default:
      return ToText(value, range);
  }
}

// Something of a library that is no text by itself; some stand for a word.
AbstractId Evaluator::TextOfLibrary(NameId path, TextRange range) {
  const std::string_view name = store_.name(path);
  const auto operation = functions_.find(path.index);
  const TextOperation means =
      operation == functions_.end() ? TextOperation::Same : operation->second;
  const Location place = module().At(range);
  if (means == TextOperation::SqlWord) {
    return store_.MakeText(name.substr(name.rfind('.') + 1), place);
  }
  if (means == TextOperation::ModuleFile) {
    return store_.MakeText(module().path, place);
  }
  if (means == TextOperation::ModulePackage) {
    std::string package(ParentPath(module().path));
    std::ranges::replace(package, '/', '.');
    return store_.MakeText(package, place);
  }
  return MakeHole(UnknownReason::Unlinked, name, range);
}

// A value put into a text. `None` is seldom sent, and where it is it is no
// SQL: a hole, beside what else the value may be.
AbstractId Evaluator::PutInText(AbstractId value, TextRange range) {
  if (Tracing()) {
    return ToText(value, range);
  }
  const AbstractId hole =
      MakeHole(UnknownReason::FormatMismatch, "None", range);
  if (value == store_.none()) {
    return hole;
  }
  const AbstractId text = ToText(value, range);
  if (store_.kind(value) != AbstractKind::Choose) {
    return text;
  }
  const auto options = store_.parts(value);
  if (std::ranges::find(options, store_.none()) == options.end()) {
    return text;
  }
  const AbstractId either[] = {text, hole};
  return store_.MakeChoose(either);
}

AbstractId Evaluator::EvaluateInterpolate(const Interpolate& node) {
  std::vector<AbstractId> parts;
  parts.reserve(node.parts.size());
  for (const ValueId part : node.parts) {
    const TextRange range = module().value(part).range;
    parts.push_back(Named(PutInText(EvaluateValue(part), range), part));
  }
  return store_.MakeSequence(parts);
}

// A hole without a name gets that of the expression which it stands for.
AbstractId Evaluator::Named(AbstractId value, ValueId expression) {
  if (!store_.IsHole(value) || !store_.hole(value).name.empty()) {
    return value;
  }
  Hole hole = store_.hole(value);
  hole.name = NameOf(expression);
  hole.location = module().At(module().value(expression).range);
  return store_.MakeHole(hole);
}

// A value put into a text in another way than as it is.
AbstractId Evaluator::PutConverted(AbstractId value, bool quoted,
                                   const std::optional<FormatSpec>& spec,
                                   std::string_view name, TextRange range) {
  const Location place = module().At(range);
  if (quoted) {
    value = Written(value, range);
  } else if (spec && spec->LeavesAll()) {
    return PutInText(value, range);
  }
  return quoted && spec && spec->LeavesAll()
             ? value
             : WriteFormatted(store_, value, spec, name, place);
}

AbstractId Evaluator::EvaluateFormatted(const Formatted& node,
                                        TextRange range) {
  const AbstractId value = EvaluateValue(node.value);
  return Named(PutConverted(value, node.quoted, ReadBracesSpec(node.spec),
                            NameOf(node.value), range),
               node.value);
}

// Applies `fill` to every conversion of one fixed format.
template <typename Find, typename Fill>
AbstractId Evaluator::FillFormat(AbstractId format, Find find, Fill fill) {
  const MappedText text = TextOf(format);
  std::vector<AbstractId> parts;
  uint32_t at = 0;
  for (const Conversion& conversion : find(text.text)) {
    if (conversion.begin > at) {
      parts.push_back(store_.MakeOwned(text.Slice({at, conversion.begin})));
    }
    if (std::string_view("%{}$").find(conversion.kind) !=
        std::string_view::npos) {
      parts.push_back(store_.MakeOwned(
          text.Slice({conversion.begin, conversion.begin + 1})));
    } else {
      parts.push_back(fill(conversion));
    }
    at = conversion.end;
  }
  const auto size = static_cast<uint32_t>(text.text.size());
  if (at == 0) {
    return format;
  }
  if (at < size) {
    parts.push_back(store_.MakeOwned(text.Slice({at, size})));
  }
  return store_.MakeSequence(parts);
}

// Applies `format_one` to each fixed text that the format may be.
template <typename FormatOne>
AbstractId Evaluator::FormatEach(AbstractId format, TextRange range,
                                 FormatOne format_one) {
  switch (store_.kind(format)) {
    case AbstractKind::Fixed:
      return format_one(format);
    case AbstractKind::Choose: {
      std::vector<AbstractId> formatted;
      const std::vector<AbstractId> options(store_.parts(format).begin(),
                                            store_.parts(format).end());
      for (const AbstractId option : options) {
        formatted.push_back(FormatEach(option, range, format_one));
      }
      return store_.MakeChoose(formatted);
    }
    case AbstractKind::Sequence: {
      std::vector<AbstractId> parts(store_.parts(format).begin(),
                                    store_.parts(format).end());
      for (AbstractId& part : parts) {
        part = FormatEach(part, range, format_one);
      }
      return store_.MakeSequence(parts);
    }
    case AbstractKind::Repeat: {
      const AbstractNode node = store_.node(format);
      const AbstractId body = FormatEach({node.a}, range, format_one);
      const AbstractId separator = FormatEach({node.b}, range, format_one);
      return store_.MakeRepeat(body, separator, node.c);
    }
    default:
      return store_.IsHole(format)
                 ? format
                 : MakeHole(UnknownReason::UnknownCall, "", range);
  }
}

AbstractId Evaluator::FormatPercent(AbstractId format, AbstractId values,
                                    TextRange range) {
  if (store_.kind(format) == AbstractKind::Number ||
      (store_.IsHole(format) && store_.hole(format).form == HoleForm::Number)) {
    return MakeHole(UnknownReason::Number, "", range, HoleForm::Number);
  }
  const AbstractKind kind = store_.kind(values);
  const bool tuple =
      kind == AbstractKind::Tuple ||
      (kind == AbstractKind::Instance && KnownElements(values).has_value());
  const auto known = tuple ? KnownElements(values) : std::nullopt;
  size_t next = 0;
  const auto fill = [&](const Conversion& conversion) {
    AbstractId value = values;
    if (!conversion.name.empty()) {
      const AbstractId key =
          store_.MakeText(conversion.name, module().At(range));
      value = ElementOf(values, key, range, conversion.name);
    } else if (known) {
      value = next < known->size()
                  ? (*known)[next++]
                  : MakeHole(UnknownReason::FormatMismatch, "", range);
    } else if (tuple) {
      value = AnyElement(values, range, "");
    } else if (store_.IsHole(values)) {
      value = Derived(values, UnknownReason::UnknownElement, "", range);
    }
    return PutConverted(value, IsQuoting(conversion.kind), conversion.spec,
                        NameOfHole(value), range);
  };
  return FormatEach(format, range, [&](AbstractId fixed) {
    return FillFormat(fixed, FindPercent, fill);
  });
}

std::string ValueTools::NameOfHole(AbstractId value) const {
  return store_.IsHole(value) ? store_.hole(value).name : std::string();
}

// The value of `name.attribute[0]`, `0` or the next one; `mapped`: of the
// dictionary that is the first argument.
AbstractId Evaluator::BraceField(const std::string& field,
                                 const Arguments& arguments, bool mapped,
                                 size_t& next, TextRange range) {
  const size_t end = field.find_first_of(".[");
  const std::string first = field.substr(0, end);
  AbstractId value = store_.unset();
  const bool number = !first.empty() && std::ranges::all_of(first, [](char c) {
    return std::isdigit(static_cast<unsigned char>(c)) != 0;
  });
  if (mapped) {
    value = ElementOf(Argument0(arguments),
                      store_.MakeText(first, module().At(range)), range, first);
  } else if (first.empty() || number) {
    const size_t at =
        number ? static_cast<size_t>(std::strtoul(first.c_str(), nullptr, 10))
               : next++;
    value = at < arguments.positional.size() ? arguments.positional[at]
                                             : arguments.any_positional;
  } else {
    value = arguments.any_named;
    for (const auto& [name, given, key] : arguments.named) {
      value = store_.name(name) == first ? given : value;
    }
  }
  if (value == store_.unset()) {
    return MakeHole(UnknownReason::FormatMismatch, first, range);
  }
  for (size_t at = end; at < field.size();) {
    const bool member = field[at] == '.';
    const size_t stop = std::min(
        member ? field.find_first_of(".[", at + 1) : field.find(']', at),
        field.size());
    const std::string key = field.substr(at + 1, stop - at - 1);
    const bool place =
        !key.empty() && key.find_first_not_of("0123456789") == key.npos;
    value = member ? MemberOf(value, store_.Intern(key), range)
                   : ElementOf(value,
                               place ? store_.MakeNumber(key)
                                     : store_.MakeText(key, module().At(range)),
                               range, key);
    at = member ? stop : stop + 1;
  }
  return value;
}

AbstractId Evaluator::FormatBraces(AbstractId format,
                                   const Arguments& arguments, bool mapped,
                                   TextRange range) {
  size_t next = 0;
  const bool composed = IsComposed(format);
  const auto fill = [&](const Conversion& conversion) {
    const AbstractId value =
        BraceField(conversion.name, arguments, mapped, next, range);
    if (composed) {
      return ComposedField(value, range);
    }
    return PutConverted(value, IsQuoting(conversion.kind), conversion.spec,
                        NameOfHole(value), range);
  };
  return FormatEach(format, range, [&](AbstractId fixed) {
    return FillFormat(fixed, FindBraces, fill);
  });
}

AbstractId Evaluator::FormatDollar(AbstractId format,
                                   const Arguments& arguments,
                                   TextRange range) {
  const auto fill = [&](const Conversion& conversion) {
    for (const auto& [name, given, key] : arguments.named) {
      if (store_.name(name) == conversion.name) {
        return ToText(given, range);
      }
    }
    if (!arguments.positional.empty()) {
      const AbstractId key =
          store_.MakeText(conversion.name, module().At(range));
      return ToText(
          ElementOf(arguments.positional[0], key, range, conversion.name),
          range);
    }
    return MakeHole(UnknownReason::FormatMismatch, conversion.name, range);
  };
  return FormatEach(format, range, [&](AbstractId fixed) {
    return FillFormat(fixed, FindDollar, fill);
  });
}

// Every placeholder a literal that the driver makes.
AbstractId Evaluator::FormatLiterals(AbstractId format, TextRange range) {
  const auto fill = [&](const Conversion& conversion) {
    return MakeHole(UnknownReason::Parameter, conversion.name, range,
                    HoleForm::Quoted);
  };
  return FormatEach(format, range, [&](AbstractId fixed) {
    return FillFormat(fixed, FindPercent, fill);
  });
}

}  // namespace pgpact
