"""pages.py: what stands in a Markdown page of this repository, as its own command reads it."""

import collections
import json
import subprocess

Code = collections.namedtuple("Code", "line text")
Fence = collections.namedtuple("Fence", "line info text")
Link = collections.namedtuple("Link", "line destination")


class Page:
    """The code spans, fenced code blocks and links of a page, in order, each with its line, counted from 1."""

    def __init__(self, command, path):
        self.path = path
        source = path.read_bytes()
        self.lines = source.decode().split("\n")
        self.codes, self.fences, self.links = [], [], []
        tree = json.loads(subprocess.run([command, "-t", "json", path], check=True, stdout=subprocess.PIPE).stdout)
        nodes = [tree]
        while nodes:
            node = nodes.pop()
            line = source.count(b"\n", 0, node["span"][0]) + 1
            if node["type"] == "code_span":
                self.codes.append(Code(line, node["text"]))
            elif node["type"] == "code_block" and node["fenced"]:
                self.fences.append(Fence(line, node["info"], node["text"]))
            elif node["type"] == "link":
                self.links.append(Link(line, node["destination"]))
            nodes.extend(reversed(node.get("children", [])))
