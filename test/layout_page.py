"""layout_page.py DUMP_TAPE LAYOUT_MD LAYOUT_H: whether docs/layout.md is true.

Its first fenced block is a text, and its second what dump_tape prints for that. And each constant of the records that
ast/layout.h has is on the page, with its value, in the form: 5 `NODE_LIST_START`.
"""

import re
import subprocess
import sys

import check


def fenced_blocks(page):
    return [block[1] for block in re.finditer(r"^```\w+\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)]


def constants(header):
    """The names of the enumerations of records and details, and of the line step, with their values."""
    pattern = r"\b((?:NODE|WORDS|DETAIL)_\w+|LINES_STEP) = (0x[0-9A-F]+|\d+)"
    return {name: int(value, 0) for name, value in re.findall(pattern, header)}


def main():
    dump_tape, page_path, header_path = sys.argv[1:]
    with open(page_path, encoding="utf-8") as file:
        page = file.read()
    with open(header_path, encoding="utf-8") as file:
        wanted = constants(file.read())
    tally = check.Tally()

    blocks = fenced_blocks(page)
    if tally.case("a text, and its dump", len(blocks) >= 2, f"came:   {len(blocks)} fenced blocks"):
        came = subprocess.run([dump_tape], input=blocks[0], stdout=subprocess.PIPE, text=True, check=True).stdout
        tally.case("the dump", blocks[1] == came, f"wanted, in the page:\n{blocks[1]}\ncame:\n{came}")

    tally.case("the header has constants", len(wanted) > 25, f"came:   {sorted(wanted)}")
    named = [(name, int(value, 0)) for value, name in re.findall(r"(0x[0-9A-F]+|\d+) `([A-Z]\w+)`", page)]
    for name, value in sorted(wanted.items()):
        tally.case(name, (name, value) in named, f"wanted: {value} `{name}`, on the page")
    for name, value in sorted(set(named)):
        tally.case(f"{name} on the page", wanted.get(name) == value, f"wanted: {wanted.get(name)}\ncame:   {value}")
    tally.finish()


main()
