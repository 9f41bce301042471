import re
from importlib import resources
from typing import cast

NAMES = re.compile(r"(?:\n|^)-- ([a-z0-9_]+) --\n(?:-- .+\n)*", re.MULTILINE)


def parse(text: str) -> dict[str, str]:
    split = iter(NAMES.split(text))
    next(split)
    result = {}
    try:
        while True:
            key = next(split)
            value = next(split).strip()
            result[key] = cast(str, value)
    except StopIteration:
        pass
    return result


queries = parse(
    (resources.files("sql") / "queries.sql").read_text(encoding="utf-8"))
