"""symbols.py MDPARSE_H SHARED STATIC: what the built libraries hold.

The shared library exports what the header declares and nothing else. Neither library has writable data, so there is no
state that two threads could share by accident. And the library asks nothing of the process: no locale, no
environment, no clock, no output, no exit.
"""

import collections
import re
import subprocess
import sys

import check

# Writable symbols that the linker and the C runtime put into every shared library.
RUNTIME = {
    "__dso_handle",      # crtbegin: names this library to __cxa_finalize
    "__TMC_END__",       # crtbegin: end of the table of transactional memory clones
    "completed.0",       # crtbegin: that the destructors ran
    "__frame_dummy_init_array_entry", "__do_global_dtors_aux_fini_array_entry",  # crtbegin: constructor tables
    "_DYNAMIC", "_GLOBAL_OFFSET_TABLE_",  # the linker's own tables
    "_edata", "_end", "__bss_start",      # the linker: limits of the segments
}

# What the library must not call: ERRORS ("never aborts, prints or exits") and THREADS ("no locale, environment or clock").
FORBIDDEN = {
    "abort", "exit", "_exit", "_Exit", "quick_exit", "__assert_fail", "raise", "signal", "sigaction",
    "printf", "fprintf", "vfprintf", "puts", "putchar", "fputs", "fputc", "fwrite", "write", "perror", "stdout", "stderr",
    "setlocale", "localeconv", "newlocale", "uselocale", "toupper", "tolower", "__ctype_b_loc", "__ctype_tolower_loc",
    "__ctype_toupper_loc", "getenv", "secure_getenv", "setenv", "putenv", "time", "clock", "clock_gettime", "gettimeofday",
    "localtime", "gmtime", "rand", "srand", "random", "strtok", "strerror", "__errno_location", "__tls_get_addr",
}

Symbol = collections.namedtuple("Symbol", "name kind")


def nm(*arguments):
    """The symbols of a file, each with the letter that says where it lives."""
    output = subprocess.run(["nm", "--format=posix", *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout
    fields = (line.split() for line in output.splitlines())
    return [Symbol(field[0], field[1]) for field in fields if len(field) >= 2]


def writable_sections(path):
    """Sections of an object file or archive that a program can write to, and that hold something."""
    output = subprocess.run(["readelf", "--wide", "--section-headers", path], check=True, stdout=subprocess.PIPE,
                            text=True).stdout
    found = []
    for line in output.splitlines():
        fields = re.match(r"\s*\[ *\d+\] (\S+)\s+\S+\s+[0-9a-f]+ [0-9a-f]+ ([0-9a-f]+) \S+\s+(\S+)", line)
        # Constant pointers are written once, by the loader, and then made read-only (RELRO).
        if fields and "W" in fields[3] and int(fields[2], 16) > 0 and not fields[1].startswith(".data.rel.ro"):
            found.append(f"{fields[1]}: {int(fields[2], 16)} bytes")
    return found


def main():
    header, shared, static = sys.argv[1:]
    tally = check.Tally()
    with open(header, encoding="utf-8") as file:
        declared = set(re.findall(r"^MDP_API [^;]*?\b(mdp_\w+)\(", file.read(), re.MULTILINE))
    exported = {symbol.name for symbol in nm("--dynamic", "--defined-only", shared)}
    tally.case("the header declares functions", len(declared) > 20, f"came:   {sorted(declared)}")
    for name in sorted(declared | exported):
        tally.case(f"export of {name}", name in declared and name in exported,
                   f"wanted: declared in the header, and exported\n"
                   f"came:   declared {name in declared}, exported {name in exported}")

    for path in shared, static:
        writable = [symbol for symbol in nm("--defined-only", path)
                    if symbol.kind in "dDbBCsSgG" and symbol.name not in RUNTIME]
        # The letter d stands for .data.rel.ro too; of an archive the sections tell the two apart.
        if path == shared:
            constant = set(read_only_after_start(path))
            writable = [symbol for symbol in writable if symbol.name not in constant]
            tally.case(f"writable symbols in {path}", not writable, f"wanted: none\ncame:   {writable}")
        else:
            sections = writable_sections(path)
            tally.case(f"writable sections in {path}", not sections, f"wanted: none\ncame:   {sections}")
    wanted = {symbol.name.split("@")[0] for symbol in nm("--undefined-only", static)}
    for name in sorted(FORBIDDEN):
        tally.case(f"no call of {name}", name not in wanted, f"{static} refers to {name}")
    tally.finish()


def read_only_after_start(path):
    """Names of the objects that lie in .data.rel.ro of a shared library."""
    output = subprocess.run(["readelf", "--wide", "--section-headers", path], check=True, stdout=subprocess.PIPE,
                            text=True).stdout
    section = re.search(r"\[ *(\d+)\] \.data\.rel\.ro\b", output)
    symbols = subprocess.run(["readelf", "--wide", "--symbols", path], check=True, stdout=subprocess.PIPE, text=True).stdout
    for line in symbols.splitlines():
        fields = line.split()
        if section and len(fields) >= 8 and fields[6] == section[1]:
            yield fields[7]


main()
