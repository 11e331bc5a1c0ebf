"""bench_commands.py MDBENCH: short runs of `mdbench threads` and `mdbench patterns`.

No figure is judged, because machines are noisy, but all that must hold of them: no way to share a document loses an
update or shows a torn version, but for the one without synchronisation, which does both when it is led through it step
by step. Under ThreadSanitizer the patterns are a test of slots and caches beside the others.
"""

import json
import pathlib
import sys
import tempfile
import xml.etree.ElementTree

import check

PATTERNS = ["none", "simple lock", "thread-local", "read-write lock", "actor", "copy-on-write", "immutable snapshot",
            "double-checked"]
OURS = "mdp_parse_batch", "mdp_parse", "mdparse"


def report(tally, mdbench, folder, *arguments):
    """The JSON that a command writes, and whether its plot is XML with as many panels as wanted."""
    plot = pathlib.Path(folder, "plot.svg")
    status, output = check.run(mdbench, *arguments, "--json", "--svg", plot, timeout=200)
    name = " ".join(arguments)
    if not tally.case(f"{name}: status", status == 0, output):
        return None, 0
    lines = xml.etree.ElementTree.parse(plot).findall(".//{http://www.w3.org/2000/svg}polyline")
    return json.loads(output.split("\n", 1)[1]), len(lines)


def check_patterns(tally, mdbench, folder):
    found, lines = report(tally, mdbench, folder, "patterns", "--threads", "3", "--seconds", "0.5", "--rate", "500")
    if not found:
        return
    tally.case("stepped", found["stepped"] == {"updates": 2, "lost": 1, "reads": 1, "torn": 1},
               f"wanted: of 2 updates 1 lost, and 1 read torn\ncame:   {found['stepped']}")
    for work in ("walk", "glance", "update"):
        entries = found[work]
        tally.case(f"{work}: patterns", [entry["pattern"] for entry in entries] == PATTERNS, entries)
        for entry in entries:
            for step in entry["steps"]:
                name = f"{work}, {entry['pattern']}, {step['threads']} threads"
                done = step["updates_highest"] if work == "update" else step["reads_highest"]
                tally.case(f"{name}: works", done > 0, step)
                if entry["pattern"] != "none":
                    tally.case(f"{name}: nothing lost, nothing torn", step["lost"] == 0 and step["torn"] == 0, step)
        tally.case(f"{work}: steps", all([step["threads"] for step in entry["steps"]] == [1, 2, 3] for entry in entries),
                   entries)
    for name, counts in found["counters"].items():
        tally.case(f"counters {name}", len(counts) == 3 and all(count > 0 for count in counts), counts)
    tally.case("plot: a line for each pattern and kind of work", lines == 3 * len(PATTERNS), f"came: {lines}")


def check_threads(tally, mdbench, folder):
    found, lines = report(tally, mdbench, folder, "threads", "--threads", "3", "--seconds", "0.5")
    if not found:
        return
    names = [job["name"] for job in found["jobs"]]
    tally.case("jobs", all(any(name.endswith(ours) for name in names) for ours in OURS), names)
    for job in found["jobs"]:
        tally.case(f"{job['name']}: steps", [step["threads"] for step in job["steps"]] == [1, 2, 3], job)
        tally.case(f"{job['name']}: times", all(0 < step["ns_lower"] <= step["ns"] <= step["ns_upper"]
                                                for step in job["steps"]), job)
        tally.case(f"{job['name']}: one thread is as fast as itself", job["steps"][0]["speed_up"] == 1, job)
    memory = found["memory"]
    tally.case("the document holds its text", memory["document"] > memory["text"], memory)
    tally.case("scratch for each number of threads", len(memory["scratch"]) == 3 and min(memory["scratch"]) > 0, memory)
    tally.case("sharing takes no memory", memory["shared"] == 0, memory)
    tally.case("costs", all(cost > 0 for cost in found["one_thread"].values()), found["one_thread"])
    tally.case("plot: speeds, speed-ups and the ideal", lines == 2 * len(names) + 1, f"came: {lines}")


def check_files(tally, mdbench, folder):
    page = pathlib.Path(folder, "page.md")
    page.write_text("Some *text*.\n\n    code\n", encoding="utf-8")
    for command in ("threads", "patterns"):
        status, output = check.run(mdbench, command, "--threads", "1", "--seconds", "0", page, timeout=200)
        tally.case(f"{command} of a file", status == 0 and f" {command}, " in output, output)
        for wrong in (["--threads", "0"], ["--threads", "x"], ["--seconds", "-1"], ["--nothing"]):
            status, output = check.run(mdbench, command, *wrong)
            tally.case(f"{command} {' '.join(wrong)}: usage", status == 2 and f"usage: mdbench {command}" in output, output)
        status, output = check.run(mdbench, command, folder + "/missing.md")
        tally.case(f"{command} of a missing file", status == 1 and "missing.md: No such file" in output, output)
    page.write_text("<!-- never ends\n", encoding="utf-8")
    status, output = check.run(mdbench, "patterns", page)
    tally.case("a text that has no room for version numbers", status == 1 and "no room" in output, output)


def main():
    tally = check.Tally()
    with tempfile.TemporaryDirectory() as folder:
        check_patterns(tally, sys.argv[1], folder)
        check_threads(tally, sys.argv[1], folder)
        check_files(tally, sys.argv[1], folder)
    tally.finish()


main()
