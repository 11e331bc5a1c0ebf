#!/usr/bin/env python3
"""Tests all named character references against Python's html.entities, which is also what the table is made from.

    test/scan_entity.py BINARY     where BINARY is the built test/scan_entity.c

All names must be found with their values, and nothing else: each name is also tried cut short, extended, with a letter
lost, changed or in the other case, and without its semicolon; and so are random names."""

import html.entities
import random
import subprocess
import sys

NAMES = {name[:-1]: value for name, value in html.entities.html5.items() if name.endswith(";")}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def near_misses(name):
    """Names that differ a little from a name; some of them are names too."""
    yield name + "x"
    yield "x" + name
    yield name + name
    yield name.swapcase()
    for i in range(len(name)):
        yield name[:i]
        yield name[i + 1:]
        yield name[:i] + name[i + 1:]
        yield name[:i] + name[i].swapcase() + name[i + 1:]
        yield name[:i] + LETTERS[(LETTERS.index(name[i]) + 1) % len(LETTERS)] + name[i + 1:]


def expected(text):
    """What BINARY prints for a text that starts with '&' and holds one semicolon at most."""
    name, semicolon, _ = text[1:].partition(";")
    if semicolon and name in NAMES:
        return f"{len(name) + 2} {NAMES[name].encode('utf-8').hex()}"
    return "0 "


def groups():
    chance = random.Random(1)
    yield "names", [f"&{name};" for name in NAMES]
    yield "names with text behind", [f"&{name};fj" for name in NAMES]
    yield "names without semicolon", [f"&{name}" for name in NAMES] + [f"&{name} x;" for name in NAMES]
    yield "near misses", [f"&{near};" for name in NAMES for near in near_misses(name)]
    yield "names and values run together", [f"&{name}{value};" for name, value in NAMES.items() if value.isprintable()]
    yield "random names", ["&" + "".join(chance.choices(LETTERS, k=chance.randint(1, 33))) + ";" for _ in range(100000)]


def main():
    passed = failed = 0
    for title, texts in groups():
        result = subprocess.run([sys.argv[1], "--filter"], input="\n".join(texts) + "\n", stdout=subprocess.PIPE,
                                encoding="utf-8", check=True)
        came = result.stdout.split("\n")[:-1]
        wrong = [(text, expected(text), line) for text, line in zip(texts, came) if line != expected(text)]
        for text, wanted, line in wrong[:10]:
            print(f"FAIL {text!r}: wanted {wanted!r}, came {line!r}")
        print(f"entity: {title}: {len(texts)} texts, {len(wrong)} wrong")
        if texts and len(came) == len(texts) and not wrong:
            passed += 1
        else:
            failed += 1
    passed, failed = (passed + 1, failed) if len(NAMES) == 2125 else (passed, failed + 1)
    print(f"{passed} passed, {failed} failed")
    return failed != 0


if __name__ == "__main__":
    sys.exit(main())
