"""conventions.py ROOT: the rules of CONTRIBUTING.md that a program can check, for each C file of the repository.

The compiler enforces the layer order by its include paths; what it cannot see is an include that climbs out of them.
"""

import pathlib
import re
import sys

import check

LINES_MAX = 1200
COLUMNS_MAX = 120


def faults(path):
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    generated = "enerated by" in lines[0]
    for number, line in enumerate(lines, 1):
        if re.match(r'\s*#\s*include\s*"[^"]*\.\./', line):
            yield number, "an include climbs out of its folder; name what may be seen in meson.build instead"
        if len(line) > COLUMNS_MAX and not generated:
            yield number, f"longer than {COLUMNS_MAX} columns"
        if re.search(r"[ \t]$", line) or "\t" in line:
            yield number, "a tab, or space at the end"
        if re.match(r"\s*(typedef\b.*|\}\s*)\b\w+_t;", line):
            yield number, "types have no _t"
    if not text.startswith((f"/* {path.name}: ", f"/* {path.name} ")):
        yield 1, f"opens with '/* {path.name}: ' and what its role is"
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield len(lines), "ends with one newline"
    if len(lines) > LINES_MAX and not generated:
        yield len(lines), f"longer than {LINES_MAX} lines"


def main():
    root = pathlib.Path(sys.argv[1])
    tally = check.Tally()
    for folder in sorted(root.iterdir()):
        if not folder.is_dir() or folder.name.startswith((".", "build")):
            continue
        for path in sorted([*folder.rglob("*.c"), *folder.rglob("*.h")]):
            found = [f"{path}:{number}: {what}" for number, what in faults(path)]
            tally.case(str(path.relative_to(root)), not found, "\n".join(found[:20]))
    tally.finish()


main()
