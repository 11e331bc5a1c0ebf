"""gdb_mdparse.py: shows handles of nodes in gdb as what they stand for.

    (gdb) source tools/gdb_mdparse.py
    (gdb) print node
    $1 = heading [0, 15) at word 0 of chunk 0

It reads the records as ast/layout.h describes them, so it needs that header's types: a file that was compiled with
debug information and includes it (every build but a release build has them). Without them, a handle is shown as its
numbers. For the whole tape, there is tools/dump_tape.c.
"""

import gdb
import gdb.printing

ROOT = 0xFFFFFFFF  # CHUNK_ROOT
HEAD, BEGIN, END = 0, 1, 2  # NODE_*


def tape_of(chunk):
    """The tape of a chunk: behind its header, its lookups, its definitions and its line index."""
    header = chunk.dereference()
    tables = (("lookup_count", "unsigned long long"), ("definition_count", "struct chunk_definition"),
              ("line_count", "struct chunk_line"))
    at = int(chunk) + chunk.type.target().sizeof
    for count, item in tables:
        at += int(header[count]) * gdb.lookup_type(item).sizeof
    return gdb.Value(at).cast(gdb.lookup_type("unsigned int").pointer())


def kind_name(kind):
    for field in gdb.lookup_type("enum mdp_kind").fields():
        if field.enumval == kind:
            return field.name.replace("MDP_KIND_", "").lower()
    return f"kind {kind}"


class NodePrinter:
    """An mdp_node: kind, span in the document's text, and place."""

    def __init__(self, value):
        self.value = value

    def to_string(self):
        document, chunk, index = self.value["document"], int(self.value["chunk"]), int(self.value["index"])
        if int(document) == 0:
            return "none"
        try:
            if chunk == ROOT:
                return f"document [0, {int(document['text_size'])})"
            place = document["places"][chunk]
            record = tape_of(place["chunk"]) + index
            begin, end = (int(place["begin"]) + int(record[word]) for word in (BEGIN, END))
            return f"{kind_name(int(record[HEAD]) & 0xFF)} [{begin}, {end}) at word {index} of chunk {chunk}"
        except gdb.error as error:  # no debug information, or no memory there
            return f"node at word {index} of chunk {chunk} ({error})"


def register():
    printers = gdb.printing.RegexpCollectionPrettyPrinter("mdparse")
    printers.add_printer("mdp_node", "^mdp_node$", NodePrinter)
    gdb.printing.register_pretty_printer(gdb.current_objfile(), printers, replace=True)


register()
