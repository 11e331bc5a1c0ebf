"""gdb_nodes.py GDB PRINTER PROGRAM: what tools/gdb_mdparse.py shows of the nodes of a document."""

import subprocess
import sys

import check

WANTED = [
    "document [0, 19)",
    "definition [0, 6) at word 0 of chunk 0",
    "heading [8, 13) at word 10 of chunk 0",
    "emphasis [10, 13) at word 15 of chunk 0",
    "text [11, 12) at word 20 of chunk 0",
    "paragraph [15, 18) at word 24 of chunk 0",
    "link [15, 18) at word 29 of chunk 0",
    "text [16, 17) at word 38 of chunk 0",
    "none",
]


def main():
    gdb, printer, program = sys.argv[1:]
    stops = ["-ex", "run"] + ["-ex", "print node", "-ex", "continue"] * len(WANTED)
    done = subprocess.run(
        [gdb, "-nx", "-batch", "-ex", f"source {printer}", "-ex", "break look_at", *stops, program],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    came = [line.split(" = ", 1)[1] for line in done.stdout.splitlines() if line.startswith("$")]
    tally = check.Tally()
    for number, wanted in enumerate(WANTED):
        shown = came[number] if number < len(came) else "nothing"
        tally.case(wanted, shown == wanted, f"wanted: {wanted}\ncame:   {shown}\n{done.stdout}")
    tally.finish()


main()
