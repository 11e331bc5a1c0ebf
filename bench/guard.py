#!/usr/bin/env python3
"""Counts instructions for each byte of source, and compares them with the numbers in guard.txt.

    guard.py GUARD NUMBERS            compares; exit status 1 if something got slower
    guard.py GUARD NUMBERS --update   writes what was counted to NUMBERS

GUARD is the program built from guard.c; it runs under valgrind's callgrind. A count of instructions hardly moves
between two runs, however busy the machine is, so a slow-down of a few per cent shows where a clock would not see it.

What the count depends on, and how it is held still:
- The processor. Valgrind 3.19 runs AVX2 and hides AVX-512, so code that looks for it takes its AVX2 path on every
  processor that has AVX2. Where the processor has none, the configuration differs (see below).
- The C library's memcpy. With the "rep movsb" instruction a copy counts for each byte, from a size on that depends on the
  processor's caches. A tunable switches that instruction off.
- Meson's tests set MALLOC_PERTURB_, so that the C library fills all memory. It is taken away.
- The compiler and the build. NUMBERS names the configuration that it was counted with. On another one the
  numbers are compared only with a wide tolerance, which still finds a slow-down by design, and on another
  architecture not at all.

What GitHub's extensions cost a text that has none of their syntax is compared with the same run's plain parse.

A number that got better by more than the tolerance passes, and asks to be lowered with --update, so that the next
slow-down is measured against it.
"""

import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile

TOLERANCE = 0.03
WIDE_TOLERANCE = 0.30
EXTENSIONS_TOLERANCE = 0.10
COUNTED = "guard_run"


def run_callgrind(guard, folder):
    """Runs the guard; returns the lines it printed. Its counts lie in folder, one file for each counted call."""
    environment = dict(os.environ, LD_BIND_NOW="1", GLIBC_TUNABLES="glibc.cpu.hwcaps=-ERMS", LC_ALL="C")
    environment.pop("MALLOC_PERTURB_", None)
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/counts", "--collect-atstart=no",
               f"--toggle-collect={COUNTED}", f"--dump-after={COUNTED}", str(guard)]
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
    except FileNotFoundError:
        sys.exit("guard: valgrind is not installed")
    if done.returncode != 0:
        sys.exit(f"guard: {' '.join(command)} failed:\n{done.stdout}{done.stderr}")
    return done.stdout.splitlines()


def read_count(path):
    match = re.search(r"^totals: (\d+)", path.read_text(), re.MULTILINE)
    if match is None:
        sys.exit(f"guard: no count in {path}")
    return int(match[1])


def level():
    """The SIMD level that code under valgrind finds, as far as this script can see it."""
    try:
        flags = re.search(r"^flags\s*:(.*)", pathlib.Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    except OSError:
        flags = None
    return "avx2" if flags and " avx2 " in flags[1] + " " else "baseline"


def count(guard):
    """The configuration, and for each "section task" the instructions for each byte."""
    with tempfile.TemporaryDirectory() as folder:
        lines = run_callgrind(guard, folder)
        build = lines[0].removeprefix("build ")
        counted = {}
        for number, line in enumerate(lines[1:], start=1):
            section, task, size = line.split()
            if task != "first":
                counted[f"{section} {task}"] = read_count(pathlib.Path(f"{folder}/counts.{number}")) / int(size)
    return f"{build} {platform.machine()} {level()}", counted


def read_numbers(path):
    configuration, numbers = None, {}
    for line in path.read_text().splitlines():
        if line.startswith("#") or not line.strip():
            continue
        name, _, value = line.rpartition(" ")
        if line.startswith("configuration "):
            configuration = line.removeprefix("configuration ")
        else:
            numbers[" ".join(name.split())] = float(value)
    return configuration, numbers


def write_numbers(path, configuration, counted):
    lines = ["# Instructions for each byte of source, counted by guard.py. Do not edit: guard.py ... --update",
             f"configuration {configuration}"]
    lines += [f"{name:<16} {value:.3f}" for name, value in counted.items()]
    path.write_text("\n".join(lines) + "\n")


def compare(numbers, counted, tolerance):
    """Prints a line for each number; returns how many passed and failed. A number that is missing on a side fails."""
    passed = failed = 0
    for name in {**counted, **numbers}:
        held, now = numbers.get(name), counted.get(name)
        if held is None or now is None:
            verdict, good = "MISSING in " + ("the numbers" if held is None else "the guard"), False
        else:
            change = now / held - 1
            good = change <= tolerance
            verdict = f"{change:+7.1%}  " + ("SLOWER" if not good else "better: lower the number" if change < -tolerance
                                             else "same")
        print(f"{name:<16} {held or 0:8.3f} -> {now or 0:8.3f}  {verdict}")
        passed, failed = passed + good, failed + (not good)
    return passed, failed


def compare_extensions(counted):
    """What extensions cost a text that has none of their syntax; returns how many passed and failed."""
    passed = failed = 0
    for name in (name for name in counted if name.endswith(" gfm")):
        plain = counted[name.removesuffix("gfm") + "parse"]
        change = counted[name] / plain - 1
        good = change <= EXTENSIONS_TOLERANCE
        print(f"{name:<16} {plain:8.3f} -> {counted[name]:8.3f}  {change:+7.1%}  {'with extensions' if good else 'DEAR'}")
        passed, failed = passed + good, failed + (not good)
    return passed, failed


def main(arguments):
    update = "--update" in arguments
    paths = [pathlib.Path(argument) for argument in arguments if argument != "--update"]
    if len(paths) != 2:
        sys.exit(__doc__)
    guard, path = paths
    configuration, counted = count(guard)
    if update:
        write_numbers(path, configuration, counted)
        print(f"{path}: written, {configuration}")
        return 0
    held, numbers = read_numbers(path)
    tolerance = TOLERANCE
    print(f"instructions for each byte; counted with {configuration}")
    if held != configuration:
        print(f"the numbers were counted with {held}")
        if held.split()[-2:-1] != [platform.machine()]:
            print("so nothing is compared\n0 passed, 0 failed")
            return 0
        tolerance = WIDE_TOLERANCE
        print(f"so they are compared only with the wide tolerance of {tolerance:.0%}")
    passed, failed = (sum(parts) for parts in zip(compare(numbers, counted, tolerance), compare_extensions(counted)))
    if failed:
        print("to see where: callgrind_annotate, on what this writes:\n"
              f"    valgrind --tool=callgrind --collect-atstart=no --toggle-collect={COUNTED} {guard}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
