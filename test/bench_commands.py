"""bench_commands.py MDBENCH: short runs of the commands of `mdbench`.

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
OURS = "mdp_parse_batch", "mdp_parse", "memory kept", "mdparse"
QUIET, QUIET_RUNS_MIN = 0.025, 10  # of bench/scaling.h
PATIENCE = 1800  # seconds for a command, which a sanitizer on a slow machine may need


def report(tally, mdbench, folder, *arguments):
    """The JSON that a command writes, and whether its plot is XML with as many panels as wanted."""
    plot = pathlib.Path(folder, "plot.svg")
    status, output = check.run(mdbench, *arguments, "--json", "--svg", plot, timeout=PATIENCE)
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


def check_control(tally, jobs, runs):
    """The first job has no source, and the others are compared with it, in the same runs."""
    control, *parsing = jobs
    tally.case("control: no source", control["control"] and control["tasks"] > 0 and "bytes" not in control, control)
    tally.case("control: the others have one", all(not job["control"] and job["bytes"] > 0 for job in parsing), parsing)
    tally.case("control: as many tasks as the batch", control["tasks"] == parsing[0]["texts"], control["tasks"])
    tally.case("control: as fast as itself", all(step["of_control"] == 1 for step in control["steps"]), control)
    for job in jobs:
        for step, own in zip(job["steps"], control["steps"]):
            name = f"{job['name']}, {step['threads']} threads"
            tally.case(f"{name}: of control", step["of_control"] > 0, step)
            tally.case(f"{name}: the same runs are quiet", step["quiet_runs"] == own["quiet_runs"], [step, own])
            tally.case(f"{name}: a speed-up where enough are",
                       ("quiet_speed_up" in step) == (step["quiet_runs"] >= QUIET_RUNS_MIN), step)
    for step in control["steps"]:
        quiet = step.get("quiet_speed_up", step["threads"]) / step["threads"]
        tally.case(f"control, {step['threads']} threads: quiet", abs(quiet - 1) <= QUIET + 1e-4, step)
    one = control["steps"][0]
    tally.case("control: with one thread every run is quiet", one["quiet_runs"] == runs and
               one.get("quiet_speed_up", 1) == 1, one)


def check_table(tally, mdbench, folder):
    """The same figures for people, of a file: no row is wider than a page, and the control has no speed."""
    page = pathlib.Path(folder, "table.md")
    page.write_text(GFM_PAGE * 100, encoding="utf-8")
    status, output = check.run(mdbench, "threads", "--threads", "3", "--seconds", "0.5", page, timeout=PATIENCE)
    rows = output.split("\n")[2:]  # behind the command and the name of the machine
    tally.case("table: status and width", status == 0 and max(map(len, rows)) <= 120, output)
    tally.case("table: for each number of threads", [row.split(" THREAD")[0] for row in rows if row.startswith("ON ")] ==
               ["ON 1", "ON 2", "ON 3"], output)
    controls = [row for row in rows if row.startswith("control: arithmetic in registers")]
    tally.case("table: the control", len(controls) == 3 and all("no source" in row for row in controls), output)
    tally.case("table: the control is all of itself", all("100.0%" in row for row in controls[1:]), output)


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
        one = job["steps"][0]
        tally.case(f"{job['name']}: one thread is as fast as itself", one["speed_up"] == one["of_control"] == 1, job)
    check_control(tally, found["jobs"], found["runs"])
    memory = found["memory"]
    tally.case("the document holds its text", memory["document"] > memory["text"], memory)
    tally.case("scratch for each number of threads", len(memory["scratch"]) == 3 and min(memory["scratch"]) > 0, memory)
    tally.case("sharing takes no memory", memory["shared"] == 0, memory)
    tally.case("costs", all(cost > 0 for cost in found["one_thread"].values()), found["one_thread"])
    tally.case("plot: speeds but the control's, speed-ups and the ideal", lines == 2 * len(names), f"came: {lines}")


GFM_PAGE = "| a | b |\n|---|:-:|\n| c | d |\n\n~~e~~ www.f.g\n\n- [x] h\n"


def check_compare(tally, mdbench, folder):
    """What is measured must be done: with the extensions the HTML is another, and cmark-gfm's is ours."""
    page = pathlib.Path(folder, "gfm.md")
    page.write_text(GFM_PAGE, encoding="utf-8")
    html = {}
    for syntax, options, peer in (("commonmark", [], "cmark"), ("gfm", ["--gfm"], "cmark-gfm")):
        status, output = check.run(mdbench, *options, "--runs", "5", "--seconds", "0", "--json", page)
        if not tally.case(f"compare {syntax}: status", status == 0, output):
            continue
        found = json.loads(output.split("\n", 1)[1])
        tally.case(f"compare: {syntax}", found["syntax"] == syntax, found)
        [results] = [{entry["engine"]: entry for entry in one["results"]} for one in found["sets"]]
        tally.case(f"compare {syntax}: engines", results.keys() == found["engines"].keys() and
                   set(results) <= {"mdparse", "md4c", peer} and "mdparse" in results, found["engines"])
        for name, entry in results.items():
            tally.case(f"compare {syntax}: {name} works", all(entry[task]["mb_per_s"] > 0 for task in ("parse", "html")),
                       entry)
        if peer in results:
            tally.case(f"compare {syntax}: the HTML of {peer} is ours", results[peer]["html_same"] == 1, results)
            tally.case(f"compare {syntax}: {peer} takes memory", results[peer]["peak_bytes"] > len(GFM_PAGE), results)
        html[syntax] = results["mdparse"]["html_bytes"]
    tally.case("compare: the extensions are on", html.get("gfm", 0) > html.get("commonmark", 0), html)
    for wrong in (["--only", "nobody"], ["--gfm", "--only", "cmark"], ["--only", "cmark-gfm"], ["--runs", "0"]):
        status, output = check.run(mdbench, *wrong)
        tally.case(f"compare {' '.join(wrong)}: usage", status == 2 and "usage: mdbench" in output, output)


def check_edits(tally, mdbench):
    status, output = check.run(mdbench, "edits", "--edits", "40", "--sizes", "10000,50000", "--json", timeout=PATIENCE)
    if not tally.case("edits: status", status == 0, output):
        return
    rows = json.loads(output.split("\n", 1)[1])["edits"]
    kinds = {row["kind"] for row in rows}
    tally.case("edits: each kind at each size", len(kinds) > 3 and
               sorted((row["kind"], row["size"]) for row in rows) ==
               sorted((kind, size) for kind in kinds for size in (10000, 50000)), rows)
    for row in rows:
        name = f"edits: {row['kind']}, {row['size']}"
        tally.case(f"{name}: times", 0 < row["ns"] <= row["ns_p99"] <= row["ns_worst"] and row["parse_ns"] > 0, row)
        tally.case(f"{name}: memory", row["allocated"] > 0 and row["held"] >= 1, row)
    for wrong in (["--edits", "1"], ["--sizes", "x"], ["--sizes", ""], ["--nothing"], ["file.md"]):
        status, output = check.run(mdbench, "edits", *wrong)
        tally.case(f"edits {' '.join(wrong)}: usage", status == 2 and "usage: mdbench edits" in output, output)
    status, output = check.run(mdbench, "edits", "--only", "nothing like it")
    tally.case("edits --only of no kind", status != 0, output)


def check_files(tally, mdbench, folder):
    page = pathlib.Path(folder, "page.md")
    page.write_text("Some *text*.\n\n    code\n", encoding="utf-8")
    for command in ("threads", "patterns"):
        status, output = check.run(mdbench, command, "--threads", "1", "--seconds", "0", page, timeout=PATIENCE)
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
        check_table(tally, sys.argv[1], folder)
        check_files(tally, sys.argv[1], folder)
        check_compare(tally, sys.argv[1], folder)
        check_edits(tally, sys.argv[1])
    tally.finish()


main()
