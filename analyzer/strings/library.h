// LibraryEntry: what the functions and methods of a language's own library do
// with texts, as data. The lists live with the front ends.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzer/strings/string_program.h"

namespace pgpact {

// What a call gives, in terms of its receiver (methods) and arguments.
enum class TextOperation {
  Same,          // the receiver, or the first argument, unchanged
  ToText,        // the first argument as a text: str(x)
  Quoted,        // as the program would write it: repr(x)
  Join,          // receiver between the elements of the first argument
  FormatBraces,  // receiver.format(…)
  FormatMap,     // receiver.format_map(dictionary)
  FormatValue,   // format(x, specification)
  FormatPercent,
  FormatDollar,  // Template(…).substitute(…): receiver holds the text
  Strip,         // white space (or the characters of the argument) off both
  StripLeft,     // ends
  StripRight,
  Dedent,  // textwrap.dedent
  Indent,
  Upper,
  Lower,
  Replace,   // every first argument by the second
  Split,     // a list of texts
  SplitEnd,  // the same from the end on
  SplitLines,
  Partition,  // what stands before, the separator, what stands behind
  PartitionEnd,
  PadLeft,  // text.rjust(width)
  PadRight,
  PadZeros,        // text.zfill(width)
  CharacterTable,  // str.maketrans
  Translate,
  RegexCompile,  // re.compile(pattern, flags)
  RegexReplace,  // pattern.sub(by, text), re.sub(pattern, by, text)
  RegexSplit,
  RemovePrefix,
  RemoveSuffix,
  Title,
  Environment,  // os.getenv(name, default): the default, or a hole
  Keys,         // of a dictionary
  Values,
  Items,  // tuples of key and value
  Get,    // dictionary.get(key, default)
  SetDefault,
  Update,  // dictionary.update(other)
  Append,  // list.append(x): changes the receiver
  Extend,
  Insert,
  Pop,
  Remove,  // list.remove(x), set.discard(x)
  Clear,
  Sort,     // list.sort()
  Reverse,  // list.reverse()
  Copy,
  AddElement,  // set.add
  ListOf,      // list(x), tuple(x)
  Sorted,
  DictionaryOf,  // dict(a=1), dict(pairs)
  Zip,
  Enumerate,
  Range,
  Map,  // map(function, list)
  Filter,
  Chain,              // one list after the other
  ChainLists,         // the same for a list of lists
  Reduce,             // functools.reduce
  AttributeOf,        // getattr(x, name, default)
  DefaultDictionary,  // defaultdict(factory)
  LayeredDictionary,  // ChainMap(first, second)
  OneOfThem,          // max(a, b)
  CopyRecord,         // dataclasses.replace(x, a=1)
  RecordDictionary,   // dataclasses.asdict(x)
  Reversed,
  Length,          // a number
  Identifier,      // sql.Identifier(…): each argument quoted, joined by dots
  QuoteName,       // quote_ident(name, connection): the first one quoted
  SqlText,         // sql.SQL(text), sqlalchemy.text(text): the text itself
  SqlLiteral,      // sql.Literal(x): a literal
  SqlPlaceholder,  // sql.Placeholder(name): %s or %(name)s
  SqlComposed,     // sql.Composed(parts): one after the other
  SqlWord,         // sql.NULL, sql.DEFAULT: the last part of the name
  Mogrify,         // cursor.mogrify(text, values): the values as literals
  WriteText,       // StringIO.write
  TextSoFar,       // StringIO.getvalue
  NewText,         // io.StringIO(initial)
  Number,          // int(x), len(x), time.time()
  StartsWith,      // text.startswith(x)
  EndsWith,
  IsAlphabetic,  // text.isalpha()
  IsAlphanumeric,
  IsDigits,
  IsIdentifier,
  IsLower,
  IsUpper,
  RowHole,          // what a query gave (fetchone, fetchall)
  UserInput,        // input()
  ReadFile,         // the content of the file that the argument names
  ReadPackageFile,  // read_text(package, name)
  NamedStatements,  // from_path(name): a file's statements by their names
  PathJoin,         // os.path.join and Path / part
  PathParent,       // os.path.dirname, Path.parent
  PathSibling,      // Path.with_name
  PackageFolder,    // importlib.resources.files(package)
  PackageFile,      // importlib.resources.path(package, name)
  ModuleFile,       // __file__
  ModulePackage,    // __package__
  NextElement,      // next(iterator)
  Second,           // typing.cast(type, x): the second argument
  Partial,          // functools.partial(f, …)
  Raises,           // never comes back: sys.exit
};

struct LibraryEntry {
  Language language = Language::Python;
  // A function by its full path ("textwrap.dedent", "len"); a method of a
  // text, list or dictionary as ".join"; of a handle-like value as
  // "kind.method".
  std::string callee;
  TextOperation operation = TextOperation::Same;
};

}  // namespace pgpact
