"""symbols.py MDPARSE_H SHARED STATIC: what the built libraries hold.

The shared library exports what the header declares and nothing else, and the static one has no other names either, if
it was compiled as a whole. Neither library has writable data, so there is no state that two threads could share by
accident. And the library asks nothing of the process: no locale, no environment, no clock, no output, no exit. What it
calls is listed here, every name.
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
    "__frame_dummy_init_array_entry",         # crtbegin: constructors
    "__do_global_dtors_aux_fini_array_entry",  # crtbegin: destructors
    "_DYNAMIC", "_GLOBAL_OFFSET_TABLE_",      # the linker's own tables
    "_edata", "_end", "__bss_start",          # the linker: limits of the segments
}

# All that the library calls. None of these prints, ends the process, or reads the locale, the environment or a clock, as
# the header promises in ERRORS and THREADS. A name that comes here has to keep that so.
CALLED = re.compile("|".join((
    "malloc", "free", "mmap|mmap64", "munmap", "mprotect", "madvise",          # memory
    "mem(chr|cmp|cpy|move|set)", "bcmp", "str(chr|len)",                      # bytes, whatever the locale
    "pthread_(create|join|mutex_[a-z]+|cond_(init|destroy|wait|signal|broadcast))", "nanosleep",  # share/
    "pthread_sigmask", "sig(fill|del)set",                                    # what threads of a pool do not take
    "sysconf", "sched_getaffinity", "__sched_cpucount",                       # how large a page is, how many processors
    "XXH3_(64|128)bits(_withSeed)?",                                          # the two libraries it stands on
    "utf8proc_(category|decompose_char|encode_char|iterate|tolower)",
    "__x86_get_cpuid_feature_leaf", "__cpu_model|__cpu_indicator_init",       # the compiler: what the processor can do
    "_ITM_(de)?registerTMCloneTable", "__cxa_finalize", "__gmon_start__", "__stack_chk_fail",  # and its runtime
)))

Symbol = collections.namedtuple("Symbol", "name kind")


def output_of(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def nm(*arguments):
    """The symbols of a file, each with the letter that says where it lives."""
    fields = (line.split() for line in output_of("nm", "--format=posix", *arguments).splitlines())
    return [Symbol(field[0], field[1]) for field in fields if len(field) >= 2]


def sections(path):
    """The sections of an object file, or of each in an archive: number, name, size and flags."""
    pattern = r"\s*\[ *(\d+)\] (\S+)\s+\S+\s+[0-9a-f]+ [0-9a-f]+ ([0-9a-f]+) \S+\s+(\S+)"
    for line in output_of("readelf", "--wide", "--section-headers", path).splitlines():
        fields = re.match(pattern, line)
        if fields:
            yield fields[1], fields[2], int(fields[3], 16), fields[4]


def writable_sections(path):
    """Sections that a program can write to, and that hold something. Constants that hold pointers (.data.rel.ro) are
    written once, by the loader, which then makes them read-only."""
    return [f"{name}: {size} bytes" for _, name, size, flags in sections(path)
            if "W" in flags and size > 0 and not name.startswith(".data.rel.ro")]


def writable_symbols(path):
    """Objects of a shared library that a program can write to. Sections cannot tell: they hold the runtime's too."""
    constant_sections = {number for number, name, _, _ in sections(path) if name.startswith(".data.rel.ro")}
    symbols = (line.split() for line in output_of("readelf", "--wide", "--symbols", path).splitlines())
    constant = {fields[7] for fields in symbols if len(fields) >= 8 and fields[6] in constant_sections}
    return [symbol for symbol in nm("--defined-only", path)
            if symbol.kind in "dDbBCsSgG" and symbol.name not in RUNTIME | constant]


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
    if output_of("ar", "t", static).split() == ["whole.o"]:  # not where the library is the objects of its files
        names = {symbol.name for symbol in nm("--extern-only", "--defined-only", static)}
        tally.case(f"names in {static}", names == exported, f"also or not there: {sorted(names ^ exported)}")
    found = writable_symbols(shared)
    tally.case(f"writable symbols in {shared}", not found, f"wanted: none\ncame:   {found}")
    found = writable_sections(static)
    tally.case(f"writable sections in {static}", not found, f"wanted: none\ncame:   {found}")
    for name in sorted({symbol.name.split("@")[0] for symbol in nm("--dynamic", "--undefined-only", shared)}):
        plain = re.sub(r"^__(\w+)_chk$", r"\1", name)  # as the distribution's hardening calls it
        tally.case(f"call of {name}", CALLED.fullmatch(plain), f"{shared} refers to {name}")
    tally.finish()


main()
