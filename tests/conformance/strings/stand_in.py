"""Stand-ins for database drivers and every other module that is not there.

A StandIn takes any attribute, call, operator and protocol. A call of a method
that runs SQL reports its text, with every place of the program on the stack.
"""
import builtins
import importlib
import importlib.abc
import importlib.machinery
import json
import os
import string
import sys
import types

# Methods and functions that take SQL, with the place of the text among the
# arguments.
RUNS_SQL = {
    "execute": 0, "executemany": 0, "executescript": 0, "copy_expert": 0, "copy": 0, "fetch": 0, "fetchrow": 0, "fetchval": 0,
    "fetch_all": 0, "fetch_one": 0, "fetch_val": 0, "iterate": 0, "stream": 0,
    "prepare": 0, "exec_driver_sql": 0, "scalar": 0, "scalars": 0, "raw": 0,
    "execute_many": 0, "read_sql": 0, "read_sql_query": 0, "execute_values": 1,
    "execute_batch": 1, "run": 0, "cursor": 0, "execute_sql": 0,
}
# Always stood in for, installed or not.
DRIVERS = {
    "psycopg2", "psycopg", "psycopg_pool", "asyncpg", "aiopg", "pg8000",
    "sqlite3", "aiosqlite", "pymysql", "MySQLdb", "mysql", "aiomysql",
    "sqlalchemy", "django", "pandas", "databases", "records", "subprocess",
}
SAMPLE = "pgpactsample"

# Methods that take SQL in one driver and a bare name in another.
AMBIGUOUS = {"cursor", "run", "raw", "copy", "fetch", "prepare", "scalar",
             "scalars", "stream", "iterate"}

report_to = None
reported = set()
program_folder = None


def report(name, text):
    """One line of JSON about a text that was sent."""
    stack = []
    frame = sys._getframe(2)
    while frame is not None:
        path = os.path.abspath(frame.f_code.co_filename)
        if path.startswith(program_folder + os.sep) and "<" not in path:
            stack.append([os.path.relpath(path, program_folder),
                          frame.f_lineno])
        frame = frame.f_back
    line = json.dumps({"method": name, "text": text, "stack": stack})
    if stack and line not in reported:
        reported.add(line)
        report_to.write(line + "\n")
        report_to.flush()


class StandIn:
    """Anything. Its name is the last word of how it was come by."""

    def __init__(self, name="stand_in"):
        object.__setattr__(self, "_name", name)

    def __getattr__(self, name):
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if name == "server_version":
            return 150002
        if name.endswith(("Error", "Exception", "Warning", "Timeout")):
            return type(name, (Exception,), {})
        return StandIn(name)

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)

    def __call__(self, *arguments, **named):
        name = self._name
        if name == "text" and arguments and isinstance(arguments[0], str):
            return arguments[0]
        if name == "mogrify":
            return pasted(*arguments, **named)
        at = RUNS_SQL.get(name)
        if at is not None:
            given = arguments[at] if len(arguments) > at else named.get(
                "query", named.get("sql"))
            text = text_of(given)
            if text is not None and (" " in text.strip() or
                                     name not in AMBIGUOUS):
                report(name, text)
        # A decorator gives its function back.
        if len(arguments) == 1 and not named and isinstance(
                arguments[0], (types.FunctionType, type)):
            return arguments[0]
        return StandIn(name + "_result")

    def __mro_entries__(self, bases):
        return ()

    def __iter__(self):
        return iter([StandIn("row")])

    def __next__(self):
        raise StopIteration

    def __aiter__(self):
        async def one():
            yield StandIn("row")
        return one()

    def __await__(self):
        return _nothing().__await__()

    def __enter__(self):
        return StandIn("entered")

    def __exit__(self, *_):
        return False

    async def __aenter__(self):
        return StandIn("entered")

    async def __aexit__(self, *_):
        return False

    def __getitem__(self, key):
        return StandIn("item")

    def __setitem__(self, key, value):
        pass

    def __delitem__(self, key):
        pass

    def __contains__(self, key):
        return True

    def __len__(self):
        return 1

    def __bool__(self):
        return True

    def __int__(self):
        return 1

    __index__ = __int__

    def __float__(self):
        return 1.0

    def __str__(self):
        return SAMPLE

    __repr__ = __str__

    def __format__(self, _):
        return SAMPLE

    def __hash__(self):
        return id(self)

    def __eq__(self, other):
        return True


async def _nothing():
    return StandIn("awaited")


def _operator(self, *_):
    return StandIn("value")


for _name in ("add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv "
              "mod rmod pow rpow and rand or ror neg abs round").split():
    setattr(StandIn, f"__{_name}__", _operator)
for _name in ("lt", "le", "gt", "ge"):
    setattr(StandIn, f"__{_name}__", lambda self, other: True)


class Composable:
    """psycopg2.sql and psycopg.sql, as far as texts go."""

    def __init__(self, text):
        self.text = text

    def as_string(self, *_):
        return self.text

    def format(self, *parts, **named):
        following = iter(parts)
        texts = []
        for before, name, *_ in string.Formatter().parse(self.text):
            texts.append(before)
            if name == "":
                texts.append(written(next(following)))
            elif name is not None:
                texts.append(written(parts[int(name)] if name.isdigit()
                                     else named[name]))
        return Composable("".join(texts))

    def join(self, parts):
        return Composable(self.text.join(text_of(part) for part in parts))

    def __add__(self, other):
        return Composed([self, other])

    def __mul__(self, times):
        return Composed([self] * times)


class Composed(Composable):
    def __init__(self, parts):
        self.parts = list(parts)
        super().__init__("".join(text_of(part) for part in self.parts))

    def __iter__(self):
        return iter(self.parts)

    def join(self, separator):
        return Composable(text_of(separator)).join(self.parts)


def pasted(text, values=None, *_, **named):
    """What mogrify gives: bytes in psycopg2, a text in psycopg 3."""
    text = text_of(text)
    values = next(iter(named.values()), values)
    if isinstance(values, dict):
        text %= {key: literal(value) for key, value in values.items()}
    elif values is not None:
        text %= tuple(literal(value) for value in values)
    return text if "psycopg" in sys.modules else text.encode()


def quoted(name):
    return '"' + str(name).replace('"', '""') + '"'


def literal(value):
    if value is None:
        return "NULL"
    if isinstance(value, (int, float)):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"


def written(part):
    """A plain value is a literal (psycopg 3)."""
    return part.text if isinstance(part, Composable) else literal(part)


def sql_module(name):
    module = types.ModuleType(name)
    module.SQL = Composable
    module.Composable = Composable
    module.quote = lambda value, *_: literal(value)
    module.Composed = Composed
    module.Identifier = lambda *names: Composable(
        ".".join(quoted(name) for name in names))
    module.Literal = lambda value: Composable(literal(value))
    module.Placeholder = lambda name=None, format="s": Composable(
        f"%({name}){format}" if name else f"%{format}")
    module.NULL = Composable("NULL")
    module.DEFAULT = Composable("DEFAULT")
    return module


def text_of(given):
    """The text of what was handed to a driver; None for what is none."""
    if isinstance(given, str):
        return str(given)
    if isinstance(given, bytes):
        return given.decode("utf-8", "replace")
    if isinstance(given, Composable):
        return given.text
    return None


class StandInModule(types.ModuleType):
    __path__ = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        if name == "sql":
            return importlib.import_module(self.__name__ + ".sql")
        return StandIn.__getattr__(StandIn(), name)


class Loader(importlib.abc.Loader):
    def create_module(self, spec):
        if spec.name in ("psycopg2.sql", "psycopg.sql"):
            return sql_module(spec.name)
        return StandInModule(spec.name)

    def exec_module(self, module):
        pass


class Finder(importlib.abc.MetaPathFinder):
    """Stands first for drivers and last for what nobody else finds."""

    def __init__(self, everything):
        self.everything = everything

    def find_spec(self, name, path=None, target=None):
        if self.everything or name.split(".")[0] in DRIVERS:
            return importlib.machinery.ModuleSpec(name, Loader(),
                                                  is_package=True)
        return None


def install(folder, output):
    """From here on every import of a driver, or of nothing, is a stand-in."""
    global report_to, program_folder
    report_to, program_folder = output, os.path.abspath(folder)
    sys.meta_path.insert(0, Finder(False))
    sys.meta_path.append(Finder(True))
    for name in list(sys.modules):
        if name.split(".")[0] in DRIVERS:
            del sys.modules[name]
    builtins.input = lambda *_: SAMPLE
