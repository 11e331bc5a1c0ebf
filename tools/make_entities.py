#!/usr/bin/env python3
"""Writes text/entity_table.h: the names of HTML5's entities and what they stand for, as a minimal perfect hash.

    tools/make_entities.py            writes the table to standard output
    tools/make_entities.py --check F  exits with 1 unless file F is that table

The source is Python's own html.entities.html5, of which CommonMark (2.5) takes the names that end in a semicolon.

How a name is found (hash and displace; Belazzougui, Botelho, Dietzfelbinger, 2009):

    hash          = FNV-1a of the name, 32 bits
    displacement  = entity_displacements[hash % ENTITY_BUCKETS]
    mixed         = (hash ^ displacement) * 0x9E3779B1
    entry         = ((mixed ^ mixed >> 15) * ENTITY_COUNT) >> 32

so that each name has an entry of its own. The displacements are searched for here, the fullest buckets first. Entry i
is entity_pool[entity_offsets[i] .. entity_offsets[i + 1]): the name, the semicolon, the value in UTF-8."""

import argparse
import html.entities
import sys

BUCKETS = 1024
MASK = 0xFFFFFFFF


def names():
    return {name[:-1]: value for name, value in html.entities.html5.items() if name.endswith(";")}


def fnv1a(name):
    value = 0x811C9DC5
    for byte in name.encode("ascii"):
        value = ((value ^ byte) * 0x01000193) & MASK
    return value


def entry_of(hash_value, displacement, count):
    mixed = ((hash_value ^ displacement) * 0x9E3779B1) & MASK
    return ((mixed ^ (mixed >> 15)) * count) >> 32


def place(hashes):
    """Returns the displacement of each bucket and the hash that stands at each entry."""
    buckets = [[] for _ in range(BUCKETS)]
    for value in sorted(hashes):
        buckets[value % BUCKETS].append(value)
    displacements = [0] * BUCKETS
    entries = [None] * len(hashes)
    for number in sorted(range(BUCKETS), key=lambda number: (-len(buckets[number]), number)):
        bucket = buckets[number]
        for displacement in range(0x10000):
            wanted = [entry_of(value, displacement, len(hashes)) for value in bucket]
            if len(set(wanted)) == len(wanted) and all(entries[entry] is None for entry in wanted):
                break
        else:
            sys.exit("no displacement of 16 bits fits: change BUCKETS")
        displacements[number] = displacement
        for entry, value in zip(wanted, bucket):
            entries[entry] = value
    return displacements, entries


def c_string(data):
    """A C string literal; octal escapes, since they end after three digits."""
    return '"' + "".join(
        chr(byte) if 0x20 <= byte < 0x7F and byte not in b'"\\?' else "\\%03o" % byte for byte in data) + '"'


def wrapped(items, separator):
    """Lines of at most 120 columns."""
    lines = ["   "]
    for item in items:
        if len(lines[-1]) + 1 + len(item) + len(separator) > 120:
            lines.append("   ")
        lines[-1] += " " + item + separator
    return "\n".join(line.rstrip() for line in lines)


def table():
    values = names()
    by_hash = {fnv1a(name): name for name in values}
    if len(by_hash) != len(values):
        sys.exit("two names have one hash: change the hash")
    displacements, entries = place(list(by_hash))
    pool = [by_hash[value].encode("ascii") + b";" + values[by_hash[value]].encode("utf-8") for value in entries]
    offsets = [0]
    for item in pool:
        offsets.append(offsets[-1] + len(item))
    return f"""\
/* entity_table.h: HTML5's entities as a minimal perfect hash. Written by tools/make_entities.py, which describes it:
 * change that, not this. Only entity.c includes it. */
/* clang-format off */
#ifndef ENTITY_TABLE_H
#define ENTITY_TABLE_H

#include <stdint.h>

enum {{ ENTITY_COUNT = {len(values)}, ENTITY_BUCKETS = {BUCKETS}, ENTITY_NAME_MAX = {max(map(len, values))} }};

/* ISO C asks compilers to take strings of 4,095 characters; those that know this warning take any. */
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverlength-strings"
#endif
static const char entity_pool[] =
{wrapped(map(c_string, pool), "")};
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

static const uint16_t entity_offsets[ENTITY_COUNT + 1] = {{
{wrapped(map(str, offsets), ",")}
}};

static const uint16_t entity_displacements[ENTITY_BUCKETS] = {{
{wrapped(map(str, displacements), ",")}
}};

#endif
"""


def main():
    parser = argparse.ArgumentParser(description="Writes text/entity_table.h.")
    parser.add_argument("--check", metavar="FILE", help="compare with this file instead of writing")
    arguments = parser.parse_args()
    text = table()
    if arguments.check is None:
        sys.stdout.write(text)
        return 0
    with open(arguments.check, encoding="ascii") as file:
        same = file.read() == text
    if not same:
        print(f"FAILED {arguments.check} is stale: write it again with tools/make_entities.py")
    print(f"{int(same)} passed, {int(not same)} failed")  # as every test does
    return not same


if __name__ == "__main__":
    sys.exit(main())
