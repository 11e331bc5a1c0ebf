#!/usr/bin/env python3
"""Writes the table of speeds into a page, between its two comments "speed: begin" and "speed: end".

    ./dev bench --json | tools/speed_table.py README.md

It reads mdbench's JSON and adds the day. What the figures mean is said in bench/measure.c; ratios are the median of
ratios within one run each, not the ratio of the medians, so they can differ from what the speeds suggest.
"""

import datetime
import json
import re
import sys

BETWEEN = re.compile(r"(<!-- speed: begin -->\n).*?(<!-- speed: end -->)", re.S)


def row(cells):
    return "| " + " | ".join(cells) + " |"


def speed_table(report, task, title):
    """Our speed in MB/s on each set, and how many times that of each peer it is."""
    peers = [name for name in report["engines"] if name != "mdparse"]
    lines = [row([title, "MB/s", *(f"× {peer}" for peer in peers)]), "|---|" + "--:|" * (1 + len(peers))]
    for texts in report["sets"]:
        by_engine = {result["engine"]: result.get(task, {}) for result in texts["results"]}
        ratios = [by_engine.get(peer, {}).get("time_to_ours") for peer in peers]
        lines.append(row([f"{texts['name']}, {texts['bytes'] / 1e3:,.0f} KB", f"{by_engine['mdparse']['mb_per_s']:,.0f}",
                          *(f"{ratio:.2f}" if ratio else "" for ratio in ratios)]))
    return lines


def section(report):
    versions = ", ".join(f"{name} {version}" for name, version in report["engines"].items())
    return "\n".join([
        f"{datetime.date.today()}, {report['processor'].strip()}, one thread, {report['compiler'].strip()}; {versions}.",
        "MB/s are 10^6 bytes of source a second; × says how many times as fast as the other this library is.",
        "",
        *speed_table(report, "parse", "parse"),
        "",
        *speed_table(report, "html", "parse and write HTML"),
        ""])


def main():
    page = sys.argv[1]
    report = json.load(sys.stdin)
    with open(page, encoding="utf-8") as file:
        text = file.read()
    text, count = BETWEEN.subn(lambda found: found[1] + section(report) + found[2], text)
    if count != 1:
        sys.exit(f"{page}: wanted one place between the two comments, came: {count}")
    with open(page, "w", encoding="utf-8") as file:
        file.write(text)


main()
