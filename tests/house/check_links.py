#!/usr/bin/env python3
"""Checks that every relative link of the documents leads somewhere."""
import re
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(#[^)]*)?\)")


def documents():
    yield REPOSITORY / "README.md"
    yield from sorted((REPOSITORY / "docs").rglob("*.md"))


def main():
    broken = 0
    for document in documents():
        text = document.read_text(encoding="utf-8")
        for match in LINK.finditer(text):
            target = match.group(1)
            if ":" not in target and not (document.parent / target).exists():
                line = text.count("\n", 0, match.start()) + 1
                print(f"{document.relative_to(REPOSITORY)}:{line}: "
                      f"{target} does not exist")
                broken += 1
    print(f"docs: {broken} broken links")
    return 1 if broken else 0


sys.exit(main())
