#!/usr/bin/env python3
"""Time and memory of `pgpact check` on a checkout, beside its two floors.

    ./dev bench [PATH...] [-- OPTION...]

The options go to `pgpact check`. It runs in the nearest folder above the first
path that holds .git or pgpact.toml; without a path, in examples/
trading_platform. Every figure is the median of several runs.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
LANGUAGES = {".py": "python", ".sh": "bash", ".bash": "bash"}
SKIPPED = (".git", "node_modules", "__pycache__")


def measure(command, folder, runs):
    """Median wall seconds, median processor seconds and peak kilobytes."""
    walls, processors, peaks = [], [], []
    for _ in range(runs):
        with tempfile.TemporaryFile() as errors:
            begin = time.perf_counter()
            process = subprocess.Popen(command, cwd=folder,
                                       stdin=subprocess.DEVNULL,
                                       stdout=subprocess.DEVNULL,
                                       stderr=errors)
            _, status, usage = os.wait4(process.pid, 0)
            walls.append(time.perf_counter() - begin)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in (0, 1):
                errors.seek(0)
                sys.exit(f"bench: {' '.join(map(str, command))} ended with "
                         f"{process.returncode}:\n{errors.read().decode()}")
        processors.append(usage.ru_utime + usage.ru_stime)
        peaks.append(usage.ru_maxrss)
    return statistics.median(walls), statistics.median(processors), max(peaks)


def top_of(path):
    """The folder in which check is run for this path."""
    start = path if path.is_dir() else path.parent
    for folder in [start, *start.parents]:
        if (folder / ".git").exists() or (folder / "pgpact.toml").exists():
            return folder
    return start


def sources_below(paths):
    """Every source file under the paths with its grammar."""
    for path in paths:
        if path.is_file():
            if path.suffix in LANGUAGES:
                yield LANGUAGES[path.suffix], path
            continue
        for folder, subfolders, names in os.walk(path):
            subfolders[:] = [s for s in subfolders if s not in SKIPPED]
            for name in sorted(names):
                suffix = Path(name).suffix
                if suffix in LANGUAGES:
                    yield LANGUAGES[suffix], Path(folder, name)


def floor(build, what, text=""):
    """What pgpact_bench_floors says of one floor."""
    done = subprocess.run([build / "tests/bench/pgpact_bench_floors", what],
                          input=text, stdout=subprocess.PIPE, text=True,
                          check=True)
    return json.loads(done.stdout)


def copy_tree(source, target, *ignored):
    shutil.copytree(source, target, symlinks=True,
                    ignore=shutil.ignore_patterns(*SKIPPED, *ignored))


def copied(top, paths, copies, scratch):
    """The tree at `top` with every path so many times over, and the paths."""
    target = scratch / f"copies{copies}"
    copy_tree(top, target)
    named = []
    for path in paths:
        relative = path.relative_to(top)
        named.append(str(relative))
        for number in range(2, copies + 1):
            if path.is_file():
                name = str(relative.with_name(
                    f"{relative.stem}__{number}{relative.suffix}"))
                shutil.copy(path, target / name)
            else:
                name = f"{relative if relative.parts else 'copy'}__{number}"
                copy_tree(path, target / name, "pgpact.toml")
            if relative.parts:
                named.append(name)
    return target, named


def write_small_program(folder):
    """One file with 200 statements, an installation with 12 tables."""
    columns = [f"column_{number}" for number in range(10)]
    with open(folder / "schema.sql", "w", encoding="utf-8") as schema:
        for table in range(12):
            body = ",\n  ".join(f"{column} integer" for column in columns)
            schema.write(f"CREATE TABLE table_{table} (\n  {body}\n);\n")
    with open(folder / "program.py", "w", encoding="utf-8") as program:
        program.write("import psycopg2\n\nconnection = psycopg2.connect('')\n"
                      "cursor = connection.cursor()\n")
        for number in range(200):
            first, second = number % 12, (number + 5) % 12
            program.write(
                "cursor.execute(\n"
                f"    'SELECT a.column_1, b.column_{number % 10} '\n"
                f"    'FROM table_{first} a JOIN table_{second} b '\n"
                "    'ON a.column_0 = b.column_0 WHERE a.column_2 = %s',\n"
                f"    ({number},))\n")


def figure(name, seconds, kilobytes=None, more=""):
    memory = "" if kilobytes is None else f"{kilobytes / 1024:.1f} MB"
    print(f"{name:<40}{seconds * 1000:9.1f} ms {memory:>10}  {more}".rstrip())


def bench_floors(build, top, paths, options):
    pgpact = build / "pgpact"
    check = [pgpact, "check", "--no-cache", *options]
    named = [str(path.relative_to(top)) for path in paths]
    one, _, one_peak = measure([*check, "--jobs", "1", *named], top, 5)
    free, processor, peak = measure([*check, *named], top, 5)
    figure("check, one job", one, one_peak)
    figure("check", free, peak,
           f"({processor * 1000:.1f} ms of processor time)")
    sources = "".join(f"{language}\t{path}\n"
                      for language, path in sources_below(paths))
    tree_sitter = floor(build, "tree-sitter", sources)
    extracted = subprocess.run([pgpact, "extract", *options, *named], cwd=top,
                               stdout=subprocess.PIPE, text=True, check=True)
    libpg_query = floor(build, "libpg_query", extracted.stdout)
    figure("floor: tree-sitter", tree_sitter["seconds"], None,
           f"{tree_sitter['files']} files, {tree_sitter['bytes'] / 1e6:.2f} MB")
    figure("floor: libpg_query", libpg_query["seconds"], None,
           f"{libpg_query['statements']} statements")
    floors = tree_sitter["seconds"] + libpg_query["seconds"]
    if floors > 0:
        print(f"check with one job takes {one / floors:.2f} times the sum of "
              "the floors")


def bench_growth(build, top, paths, options, scratch):
    first = None
    for copies in (1, 4, 16):
        target, named = copied(top, paths, copies, scratch)
        wall, _, peak = measure(
            [build / "pgpact", "check", "--no-cache", "--jobs", "1", *options,
             *named], target, 3)
        first = first or wall
        figure(f"{copies} times the tree, one job", wall, peak,
               f"{wall / first:.2f} times the time")


def bench_small(build, scratch):
    small = scratch / "small"
    small.mkdir()
    write_small_program(small)
    wall, _, peak = measure(
        [build / "pgpact", "check", "--no-cache", "--schema", "schema.sql",
         "program.py"], small, 11)
    figure("200 statements and 12 tables, the process", wall, peak)
    builtin = floor(build, "builtin-catalog")
    figure("built-in catalog", builtin["seconds"], builtin["kilobytes"])


def main():
    arguments, options = sys.argv[1:], []
    if "--" in arguments:
        at = arguments.index("--")
        arguments, options = arguments[:at], arguments[at + 1:]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--build", type=Path, required=True)
    parser.add_argument("paths", nargs="*", type=Path)
    given = parser.parse_args(arguments)
    paths = given.paths or [REPOSITORY / "examples/trading_platform"]
    for path in paths:
        if not path.exists():
            sys.exit(f"bench: {path} does not exist")
    paths = [path.resolve() for path in paths]
    top = top_of(paths[0])
    build = given.build.resolve()
    with tempfile.TemporaryDirectory() as name:
        bench_floors(build, top, paths, options)
        bench_growth(build, top, paths, options, Path(name))
        bench_small(build, Path(name))


if __name__ == "__main__":
    main()
