// What Python's own library, and the parts of drivers that put SQL together,
// do with texts and collections.
#include <array>

#include "analyzer/frontends/python/python_data.h"

namespace pgpact {
namespace {

using enum TextOperation;

struct Row {
  std::string_view callee;
  TextOperation operation;
};

// Methods of texts and bytes.
constexpr std::array kTextMethods = {
    Row{".join", Join},
    Row{".format", FormatBraces},
    Row{".format_map", FormatMap},
    Row{".strip", Strip},
    Row{".lstrip", StripLeft},
    Row{".rstrip", StripRight},
    Row{".upper", Upper},
    Row{".lower", Lower},
    Row{".casefold", Lower},
    Row{".title", Title},
    Row{".replace", Replace},
    Row{".split", Split},
    Row{".rsplit", SplitEnd},
    Row{".splitlines", SplitLines},
    Row{".partition", Partition},
    Row{".rpartition", PartitionEnd},
    Row{".rjust", PadLeft},
    Row{".ljust", PadRight},
    Row{".zfill", PadZeros},
    Row{".translate", Translate},
    Row{".sub", RegexReplace},
    Row{".removeprefix", RemovePrefix},
    Row{".removesuffix", RemoveSuffix},
    Row{".encode", Same},
    Row{".decode", Same},
    Row{".expandtabs", Same},
    Row{".startswith", StartsWith},
    Row{".endswith", EndsWith},
    Row{".isalpha", IsAlphabetic},
    Row{".isalnum", IsAlphanumeric},
    Row{".isdigit", IsDigits},
    Row{".isidentifier", IsIdentifier},
    Row{".islower", IsLower},
    Row{".isupper", IsUpper},
    Row{".find", Number},
    Row{".index", Number},
    Row{".count", Number},
    Row{".__str__", Same},
};

// Methods of lists, dictionaries, sets and queues.
constexpr std::array kCollectionMethods = {
    Row{".append", Append},     Row{".appendleft", Append},
    Row{".extend", Extend},     Row{".insert", Insert},
    Row{".pop", Pop},           Row{".popleft", Pop},
    Row{".remove", Remove},     Row{".discard", Remove},
    Row{".clear", Clear},       Row{".sort", Sort},
    Row{".reverse", Reverse},   Row{".copy", Copy},
    Row{".keys", Keys},         Row{".values", Values},
    Row{".items", Items},       Row{".iteritems", Items},
    Row{".itervalues", Values}, Row{".iterkeys", Keys},
    Row{".get", Get},           Row{".setdefault", SetDefault},
    Row{".update", Update},     Row{".add", AddElement},
    Row{".union", Extend},
};

constexpr std::array kBuiltins = {
    Row{"str", ToText},          Row{"repr", Quoted},
    Row{"ascii", Quoted},        Row{"bytes", ToText},
    Row{"unicode", ToText},      Row{"format", FormatValue},
    Row{"int", Number},          Row{"float", Number},
    Row{"abs", Number},          Row{"round", Number},
    Row{"sum", Number},          Row{"hash", Number},
    Row{"id", Number},           Row{"ord", Number},
    Row{"len", Length},          Row{"list", ListOf},
    Row{"tuple", ListOf},        Row{"set", ListOf},
    Row{"frozenset", ListOf},    Row{"sorted", Sorted},
    Row{"iter", ListOf},         Row{"next", NextElement},
    Row{"anext", NextElement},   Row{"reversed", Reversed},
    Row{"dict", DictionaryOf},   Row{"zip", Zip},
    Row{"enumerate", Enumerate}, Row{"range", Range},
    Row{"xrange", Range},        Row{"map", Map},
    Row{"filter", Filter},       Row{"max", OneOfThem},
    Row{"min", OneOfThem},       Row{"str.maketrans", CharacterTable},
    Row{"getattr", AttributeOf}, Row{"input", UserInput},
    Row{"raw_input", UserInput}, Row{"exit", Raises},
    Row{"quit", Raises},         Row{"sys.exit", Raises},
    Row{"os._exit", Raises},     Row{"os.abort", Raises},
};

constexpr std::array kLibrary = {
    Row{"textwrap.dedent", Dedent},
    Row{"inspect.cleandoc", Dedent},
    Row{"textwrap.indent", Indent},
    Row{"os.getenv", Environment},
    Row{"os.environ.get", Environment},
    Row{"os.environ.setdefault", Environment},
    Row{"os.environ.__getitem__", Environment},
    Row{"environ.get", Environment},
    Row{"decouple.config", Environment},
    Row{"os.path.join", PathJoin},
    Row{"posixpath.join", PathJoin},
    Row{"pathlib.Path", PathJoin},
    Row{"pathlib.PurePath", PathJoin},
    Row{"pathlib.PosixPath", PathJoin},
    Row{".joinpath", PathJoin},
    Row{".__truediv__", PathJoin},
    Row{"os.path.abspath", Same},
    Row{"os.path.realpath", Same},
    Row{"os.path.normpath", Same},
    Row{"os.path.expanduser", Same},
    Row{"os.fspath", ToText},
    Row{".resolve", Same},
    Row{".absolute", Same},
    Row{".as_posix", Same},
    Row{".expanduser", Same},
    Row{".read_text", ReadFile},
    Row{".read_bytes", ReadFile},
    Row{"open", Same},
    Row{"io.open", Same},
    Row{"codecs.open", Same},
    Row{"aiofiles.open", Same},
    Row{".open", Same},
    Row{".read", ReadFile},
    Row{".readlines", ReadFile},
    Row{"__file__", ModuleFile},
    Row{"__package__", ModulePackage},
    Row{"os.path.dirname", PathParent},
    Row{".with_name", PathSibling},
    Row{"pkgutil.get_data", ReadPackageFile},
    Row{"pkg_resources.resource_string", ReadPackageFile},
    Row{"pkg_resources.resource_filename", PackageFile},
    Row{"aiosql.from_path", NamedStatements},
    Row{"anosql.from_path", NamedStatements},
    Row{"anosql.load_queries", NamedStatements},
    Row{"pugsql.module", NamedStatements},
    Row{"io.StringIO", NewText},
    Row{"StringIO.StringIO", NewText},
    Row{"cStringIO.StringIO", NewText},
    Row{"io.BytesIO", NewText},
    Row{".write", WriteText},
    Row{".getvalue", TextSoFar},
    Row{"functools.partial", Partial},
    Row{"functools.partialmethod", Partial},
    Row{"copy.copy", Copy},
    Row{"copy.deepcopy", Copy},
    Row{"typing.cast", Second},
    Row{"typing_extensions.cast", Second},
    Row{"collections.OrderedDict", DictionaryOf},
    Row{"collections.Counter", DictionaryOf},
    Row{"collections.defaultdict", DefaultDictionary},
    Row{"collections.ChainMap", LayeredDictionary},
    Row{"collections.deque", ListOf},
    Row{"types.MappingProxyType", DictionaryOf},
    Row{"itertools.zip_longest", Zip},
    Row{"itertools.chain", Chain},
    Row{"itertools.chain.from_iterable", ChainLists},
    Row{"functools.reduce", Reduce},
    Row{"dataclasses.replace", CopyRecord},
    Row{"dataclasses.asdict", RecordDictionary},
    Row{"re.compile", RegexCompile},
    Row{"re.sub", RegexReplace},
    Row{"re.split", RegexSplit},
    Row{"string.Template", Same},
    Row{".substitute", FormatDollar},
    Row{".safe_substitute", FormatDollar},
    Row{"time.time", Number},
    Row{"time.monotonic", Number},
    Row{"time.perf_counter", Number},
    Row{"random.randint", Number},
    Row{"random.random", Number},
    Row{"random.randrange", Number},
    Row{"os.getpid", Number},
    Row{"math.floor", Number},
    Row{"math.ceil", Number},
    Row{"decimal.Decimal", Number},
    Row{"getpass.getpass", UserInput},
    Row{".fetchone", RowHole},
    Row{".fetchall", RowHole},
    Row{".fetchmany", RowHole},
};

// Files that come with a package.
constexpr std::array kResources = {
    Row{"files", PackageFolder},
    Row{"as_file", Same},
    Row{"path", PackageFile},
    Row{"open_text", PackageFile},
    Row{"open_binary", PackageFile},
    Row{"read_text", ReadPackageFile},
    Row{"read_binary", ReadPackageFile},
};

// An address of a database put together: the driver's name comes first.
constexpr std::array kAddresses = {
    Row{"sqlalchemy.make_url", Same},
    Row{"sqlalchemy.engine.make_url", Same},
    Row{"sqlalchemy.engine.url.make_url", Same},
    Row{"sqlalchemy.URL.create", Same},
    Row{"sqlalchemy.engine.URL.create", Same},
    Row{"sqlalchemy.engine.url.URL.create", Same},
    Row{"databases.DatabaseURL", Same},
};

// SQL put together by a driver's own means.
constexpr std::array kComposition = {
    Row{"SQL", SqlText},          Row{"Identifier", Identifier},
    Row{"Literal", SqlLiteral},   Row{"Placeholder", SqlPlaceholder},
    Row{"Composed", SqlComposed}, Row{"NULL", SqlWord},
    Row{"DEFAULT", SqlWord},      Row{"quote", SqlLiteral},
};

constexpr std::array kSqlTexts = {
    Row{"sqlalchemy.text", SqlText},
    Row{"sqlalchemy.sql.text", SqlText},
    Row{"sqlalchemy.sql.expression.text", SqlText},
    Row{"sqlmodel.text", SqlText},
    Row{"sqlalchemy.DDL", SqlText},
    Row{"sqlalchemy.schema.DDL", SqlText},
    Row{"psycopg2.extensions.quote_ident", QuoteName},
    Row{"psycopg2.extensions.AsIs", ToText},
    Row{"psycopg2.extras.Json", SqlLiteral},
    Row{".mogrify", Mogrify},
    Row{"psycopg2.cursor.mogrify", Mogrify},
    Row{"aiopg.cursor.mogrify", Mogrify},
    Row{"psycopg.client_cursor.mogrify", Mogrify},
    Row{".as_string", Same},
    Row{".as_bytes", Same},
    Row{".bindparams", Same},
    Row{".execution_options", Same},
    Row{".columns", Same},
};

template <typename Rows>
void AddRows(std::vector<LibraryEntry>& entries, const Rows& rows,
             std::string_view prefix = {}) {
  for (const Row& row : rows) {
    entries.push_back({Language::Python,
                       std::string(prefix) + std::string(row.callee),
                       row.operation});
  }
}

}  // namespace

std::vector<LibraryEntry> PythonLibrary() {
  std::vector<LibraryEntry> entries;
  AddRows(entries, kTextMethods);
  AddRows(entries, kCollectionMethods);
  AddRows(entries, kBuiltins);
  AddRows(entries, kLibrary);
  for (const std::string_view module :
       {"psycopg2.sql.", "psycopg.sql.", "aiopg.sql."}) {
    AddRows(entries, kComposition, module);
  }
  for (const std::string_view module :
       {"importlib.resources.", "importlib_resources."}) {
    AddRows(entries, kResources, module);
  }
  AddRows(entries, kAddresses);
  AddRows(entries, kSqlTexts);
  return entries;
}

}  // namespace pgpact
