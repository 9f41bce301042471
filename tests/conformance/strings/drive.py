#!/usr/bin/env python3
"""Runs a Python program with stand-ins for its database drivers.

    drive.py FOLDER

Every module below FOLDER is imported and run. Functions and methods that
nothing in the program calls are called with sample arguments, as its users
would; the others get what the program gives them. Each text that reaches a
driver is printed as a line of JSON with the places of the program on the stack.
"""
import ast
import asyncio
import importlib.util
import inspect
import io
import os
import resource
import runpy
import shutil
import signal
import socket
import sys
import time

import stand_in
from stand_in import SAMPLE, StandIn

CALL_SECONDS = 0.5
MOST_WORDS = 12
SAMPLES = {int: 1, float: 1.5, bool: True, str: SAMPLE, list: [SAMPLE],
           dict: {SAMPLE: 1}, tuple: (SAMPLE,), set: {SAMPLE}}
BY_NAME = {"limit": 10, "offset": 0, "count": 2, "days": 3, "size": 5}
# Arguments for what has no default and no annotation, a round each.
ROUNDS = (SAMPLE, {SAMPLE: 1}, [SAMPLE], None, 1)


# What a program could do to the machine is not done.
FORBIDDEN = {
    os: ("kill killpg fork forkpty system popen remove unlink rename replace "
         "rmdir removedirs mkdir makedirs chmod chown link symlink truncate "
         "execv execve execvp execvpe spawnv spawnve posix_spawn setuid "
         "chdir").split(),
    shutil: "rmtree move copy copy2 copyfile copytree chown".split(),
    signal: "signal setitimer alarm pthread_kill raise_signal".split(),
    socket: "socket create_connection socketpair".split(),
    asyncio: "sleep create_subprocess_exec create_subprocess_shell".split(),
    time: ["sleep"],
}
NOBODY = 65534
OPEN_FILES, FILE_BYTES, MEMORY_BYTES = 64, 1 << 20, 1 << 30


class Stop(BaseException):
    """Ends a call that goes on for long."""


def stop(*_):
    raise Stop


set_timer = signal.setitimer


def run_coroutine(coroutine):
    """Without an event loop: a stand-in never waits."""
    steps = coroutine.__await__()
    while True:
        try:
            next(steps)
        except StopIteration as ended:
            return ended.value


async def one_after_another(*coroutines, **_):
    return [await coroutine for coroutine in coroutines]


async def without_limit(coroutine, *_, **__):
    return await coroutine


def become_harmless():
    """No privilege, no process, socket or file but those read."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))
    for module, names in FORBIDDEN.items():
        for name in names:
            setattr(module, name, stop)
    asyncio.run = run_coroutine
    asyncio.gather = one_after_another
    asyncio.wait_for = without_limit
    asyncio.create_task = asyncio.ensure_future = lambda task, **_: task


def bounded(action):
    """Runs it, whatever it raises, for a bounded time."""
    set_timer(signal.ITIMER_REAL, CALL_SECONDS, CALL_SECONDS)
    try:
        result = action()
        if inspect.iscoroutine(result):
            result = run_coroutine(result)
        if inspect.isgenerator(result):
            for _, _ in zip(range(10), result):
                pass
        if inspect.isasyncgen(result):
            run_coroutine(anext(result))
        return result
    except (Exception, Stop, SystemExit):
        return None
    finally:
        set_timer(signal.ITIMER_REAL, 0)


def words_of(function):
    """Values that its branches may ask for: the short texts in its code and
    the keys of the dictionaries that it uses."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    if code is None:
        return ()
    words = list(code.co_consts)
    for name in code.co_names:
        used = getattr(function, "__globals__", {}).get(name)
        if isinstance(used, dict):
            words += used
    return tuple(dict.fromkeys(
        word for word in words
        if isinstance(word, str) and word.isidentifier()))[:MOST_WORDS]


def argument_for(parameter, sample):
    annotation = parameter.annotation
    if annotation in (str, "str") and isinstance(sample, str):
        return sample
    if annotation in SAMPLES:
        return SAMPLES[annotation]
    if isinstance(annotation, str) and annotation in ("int", "float", "str",
                                                      "bool", "list", "dict"):
        return SAMPLES[getattr(__builtins__, annotation, str)]
    if parameter.name in BY_NAME:
        return BY_NAME[parameter.name]
    if parameter.name in ("conn", "connection", "cursor", "cur", "db", "pool",
                          "session", "txn", "con", "c", "engine"):
        return StandIn(parameter.name)
    return sample


def calls_of(function, skip=0):
    """Ways to call it: without optional arguments, then with all of them."""
    try:
        parameters = list(inspect.signature(function).parameters.values())
    except (TypeError, ValueError):
        return
    for sample in ROUNDS + words_of(function):
        for with_optional in (False, True):
            positional, named = [], {}
            for parameter in parameters[skip:]:
                if parameter.kind is parameter.VAR_POSITIONAL:
                    continue
                if parameter.kind is parameter.VAR_KEYWORD:
                    if with_optional:
                        named[SAMPLE] = SAMPLE
                    continue
                optional = parameter.default is not parameter.empty
                if optional and not with_optional:
                    continue
                value = argument_for(parameter, sample)
                if parameter.kind is parameter.KEYWORD_ONLY or optional:
                    named[parameter.name] = value
                else:
                    positional.append(value)
            yield positional, named


def names_used(folder):
    """Functions and methods that the program calls or hands on by name."""
    used = set()
    for path, _ in modules_below(folder):
        with open(path, "rb") as file:
            try:
                tree = ast.parse(file.read())
            except SyntaxError:
                continue
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            for value in [node.func, *node.args]:
                if isinstance(value, ast.Name):
                    used.add(value.id)
                elif isinstance(value, ast.Attribute):
                    used.add(value.attr)
    return used


def drive(function):
    for positional, named in calls_of(function):
        bounded(lambda p=positional, n=named: function(*p, **n))


def drive_class(made, used):
    for positional, named in calls_of(made):
        instance = bounded(lambda p=positional, n=named: made(*p, **n))
        if instance is not None:
            break
    else:
        return
    for name in dir(made):
        if not name.startswith("__") and name not in used:
            method = bounded(lambda n=name: getattr(instance, n))
            if callable(method) and not isinstance(method, StandIn):
                drive(method)


def forget_modules(folder):
    """Programs side by side may have modules of one name each."""
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(folder + os.sep):
            del sys.modules[name]


def drive_module(path, name, used):
    spec = importlib.util.spec_from_file_location(name, path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    bounded(lambda: spec.loader.exec_module(module))
    bounded(lambda: runpy.run_path(path, run_name="__main__"))
    for value in list(vars(module).values()):
        if getattr(value, "__module__", None) != name:
            continue
        if inspect.isclass(value):
            drive_class(value, used)
        elif callable(value) and value.__name__ not in used:
            drive(value)


def modules_below(folder):
    for place, folders, names in os.walk(folder):
        folders.sort()
        for file in sorted(names):
            if file.endswith(".py"):
                path = os.path.join(place, file)
                relative = os.path.relpath(path, folder)[:-len(".py")]
                name = relative.replace(os.sep, ".").removesuffix(".__init__")
                yield path, name


def main():
    folder = os.path.abspath(sys.argv[1])
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    sys.stdout = sys.stderr = io.StringIO()
    sys.argv = [SAMPLE]
    signal.signal(signal.SIGALRM, stop)
    os.chdir(folder)
    # Packages below the folder are imported from every folder above them.
    sys.path[:0] = sorted({folder} | {os.path.dirname(path)
                                      for path, _ in modules_below(folder)})
    stand_in.install(folder, output)
    become_harmless()
    used = names_used(folder)
    roots = list(sys.path)
    for path, name in modules_below(folder):
        forget_modules(folder)
        sys.path[:] = [os.path.dirname(path), *roots]
        drive_module(path, name, used)
    output.flush()
    os._exit(0)


main()
