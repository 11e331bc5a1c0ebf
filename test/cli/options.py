"""The command line: every option, every spelling, every mistake."""

import json
import os
import re
import xml.etree.ElementTree

from harness import pages

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def test_version(box):
    with open(os.path.join(ROOT, "include", "mdparse.h"), encoding="utf-8") as header:
        version = re.search(r'#define MDP_VERSION\s+"(.*)"', header.read()).group(1)
    box.expect("--version", out=f"mdparse {version}\n".encode())


def test_help(box):
    done = box.run("--help")
    box.same("exit status", done.returncode, 0)
    box.same("standard error", done.stderr, b"")
    box.check("usage", done.stdout.startswith(b"Usage: mdparse [OPTION]... [FILE|DIRECTORY]...\n"))
    box.expect("-h", out=done.stdout)
    for name in "to output extension jobs gfm unsafe sourcepos smart hardbreaks nobreaks stats help version".split():
        box.check(f"--{name} in the help", f" --{name} ".encode() in done.stdout)


def test_help_and_manual_agree(box):
    """Every option of the help is in the manual."""
    with open(os.path.join(ROOT, "cli", "mdparse.1"), encoding="utf-8") as file:
        manual = file.read()
    names = re.findall(r"^  (?:-., |    )--([a-z]+)", box.run("--help").stdout.decode(), re.M)
    box.check("options in the help", len(names) >= 12)
    for name in names:
        box.check(f"--{name} in the manual", f"Fl \\-{name}" in manual)


def test_first_of_help_version_and_mistake_counts(box):
    version = box.run("--version").stdout
    box.expect("--version", "--wrong", out=version)
    box.expect_misuse("--wrong", "--version", err="unknown option '--wrong'")


def test_formats(box):
    """Each format in each spelling, and html without any."""
    box.file("a.md", b"# a\n\n*b* & [c](/d)\n")
    came = {}
    for name in ("html", "xml", "json", "tree"):
        came[name] = box.run("-t", name, "a.md").stdout
        for spelling in (["-t" + name], ["--to", name], ["--to=" + name]):
            box.expect(*spelling, "a.md", out=came[name])
    box.expect("a.md", out=b'<h1>a</h1>\n<p><em>b</em> &amp; <a href="/d">c</a></p>\n')
    box.same("html", came["html"], box.run("a.md").stdout)
    tree = xml.etree.ElementTree.fromstring(came["xml"])
    box.same("root element", tree.tag, "{http://commonmark.org/xml/1.0}document")
    box.check("an object", isinstance(json.loads(came["json"]), dict))
    box.check("the tree names the heading", b"heading" in came["tree"])
    box.same("different formats", len(set(came.values())), 4)


def test_last_format_counts(box):
    box.page("a.md")
    box.expect("-t", "xml", "--to=json", "-thtml", "a.md", out=pages("a.md"))


def test_unknown_format(box):
    box.expect_misuse("-t", "pdf", err="unknown format 'pdf'")
    box.expect_misuse("--to=", err="unknown format ''")
    box.expect_misuse("-tHTML", err="unknown format 'HTML'")


def test_unknown_option(box):
    """Also abbreviations and longer names are unknown."""
    box.page("a.md")
    for wrong in ("--wrong", "--to-html", "--sma", "--smart-", "---", "--=", "--wrong=x", "-x"):
        box.expect_misuse(wrong, "a.md", err=f"unknown option '{wrong}'")
    box.expect_misuse("-smart", err="unknown option '-s'")
    box.expect_misuse("--a\nb", err="unknown option '--a\\nb'")


def test_missing_value(box):
    for option in ("-t", "-o", "-e", "-j", "--to", "--output", "--extension", "--jobs"):
        box.expect_misuse(option, err=f"option '{option}' needs a value")


def test_value_that_is_not_taken(box):
    for option in ("--smart=1", "--stats=", "--unsafe=yes"):
        box.expect_misuse(option, err=f"option '{option}' takes no value")


def test_extensions(box):
    """By name, each by itself or in a list, and as GitHub's set."""
    text, struck = b"~~a~~ ~b~\n", b"<p><del>a</del> <del>b</del></p>\n"
    box.expect(stdin=text, out=b"<p>~~a~~ ~b~</p>\n")
    for options in ("-e", "strikethrough"), ("-estrikethrough,strikethrough",), ("--gfm",):
        box.expect(*options, stdin=text, out=struck)
    for options in ("-e", "strikethrough-double"), ("--extension=strikethrough", "-e", "strikethrough-double"):
        box.expect(*options, stdin=text, out=b"<p><del>a</del> ~b~</p>\n")


def test_unknown_extension(box):
    """A list is refused at its first unknown name."""
    for name in ("strike", "none", ""):
        box.expect_misuse("-e", name, err=f"unknown extension '{name}'")
        box.expect_misuse(f"--extension={name}", err=f"unknown extension '{name}'")
    box.expect_misuse("-estrikethrough,no,none", err="unknown extension 'no'")
    box.expect_misuse("-e", ",", err="unknown extension ''")


def test_wrong_jobs(box):
    for value in ("", "x", "-1", "1x", "1.5", " 1", "+1", "0x2"):
        box.expect_misuse("-j", value, err=f"invalid number of jobs '{value}'")
    box.expect_misuse("--jobs=two", err="invalid number of jobs 'two'")


def test_too_many_jobs(box):
    """The most that is allowed works, one more does not, however many digits it has."""
    box.page("a.md")
    box.expect("-j", "256", "a.md", out=pages("a.md"))
    box.expect("-j", "0000000000000000000000000256", "a.md", out=pages("a.md"))
    for value in ("257", "999", "4294967296", "4294967297", "99999999999999999999"):
        box.expect_misuse("-j", value, "a.md", err=f"too many jobs '{value}': at most 256")


def test_misuse_does_nothing(box):
    box.page("a.md")
    box.file("out.html", b"old")
    box.expect_misuse("-o", "out.html", "-o", "new.html", "a.md", "--wrong", err="unknown option '--wrong'")
    box.same("files", box.files(), ["a.md", "out.html"])
    box.same("out.html", box.read("out.html"), b"old")


def test_bundles(box):
    """-h is the only letter without a value, so a bundle is it and what follows, or a letter and its value."""
    box.page("a.md")
    box.expect("-thtml", "-j2", "a.md", out=pages("a.md"))
    box.expect("-oout.html", "a.md")
    box.same("out.html", box.read("out.html"), pages("a.md"))
    box.expect("-hthtml", out=box.run("--help").stdout)


def test_options_after_files(box):
    box.file("a.md", b"a\nb\n")
    box.expect("a.md", "--nobreaks", out=b"<p>a b</p>\n")
    box.expect("a.md", "-t", "html", "a.md", "--nobreaks", out=b"<p>a b</p>\n" * 2)


def test_double_dash_ends_options(box):
    box.page("-x.md")
    box.page("--help")
    box.page("--")
    box.expect("--", "-x.md", "--help", "--", out=pages("-x.md", "--help", "--"))
    box.expect("-t", "html", "--", "-", stdin=b"# in\n", out=pages("in"))
    box.expect("--", stdin=b"# in\n", out=pages("in"))


def test_option_value_may_look_like_an_option(box):
    box.page("a.md")
    box.expect("-o", "--smart", "a.md")
    box.same("--smart", box.read("--smart"), pages("a.md"))


def test_dash_as_output(box):
    box.page("a.md")
    box.expect("-o", "-", "a.md", out=pages("a.md"))
    box.expect("-o", "x.html", "--output=-", "a.md", out=pages("a.md"))


def test_unsafe(box):
    text = b"<b>x</b>\n\n[y](javascript:z)\n"
    out = box.run(stdin=text).stdout
    box.check("raw HTML and dangerous URLs are left out", b"<b>" not in out and b"javascript" not in out)
    box.expect("--unsafe", stdin=text, out=b'<p><b>x</b></p>\n<p><a href="javascript:z">y</a></p>\n')


def test_sourcepos(box):
    box.expect("--sourcepos", stdin=b"# a\n", out=b'<h1 data-sourcepos="1:1-1:3">a</h1>\n')
    out = box.run("--sourcepos", "-txml", stdin=b"# a\n").stdout
    box.check("in XML", b'<heading sourcepos="1:1-1:3" level="1">' in out)
    box.check("not in XML without", b"sourcepos" not in box.run("-txml", stdin=b"# a\n").stdout)


def test_smart(box):
    box.expect("--smart", stdin=b"\"a\" -- 'b'...\n", out="<p>“a” – ‘b’…</p>\n".encode())
    box.expect(stdin=b"'a' -- b...\n", out=b"<p>'a' -- b...</p>\n")


def test_breaks(box):
    box.expect(stdin=b"a\nb\n", out=b"<p>a\nb</p>\n")
    box.expect("--hardbreaks", stdin=b"a\nb\n", out=b"<p>a<br />\nb</p>\n")
    box.expect("--nobreaks", stdin=b"a\nb\n", out=b"<p>a b</p>\n")


STATS = re.compile(
    r"^(.*): (\d+) bytes, (\d+) nodes, (\d+) document bytes \((\d+\.\d\d) for each byte of text, beside its copy\), "
    r"parsed in (\d+\.\d{3}) ms, (\d+\.\d) MB/s(; with reading and writing \d+\.\d{3} ms, \d+\.\d MB/s)?$"
)


def stats_of(box, line):
    match = STATS.match(line)
    box.check(f"a line of stats: {line!r}", match)
    name, size, nodes, memory, ratio = match.group(1, 2, 3, 4, 5)
    size, nodes, memory = int(size), int(nodes), int(memory)
    box.same("for each byte", ratio, f"{(memory - size) / size if size else 0:.2f}")
    return name, size, nodes, memory, match.group(8) is not None


def test_stats_of_one_file(box):
    text = b"# a\n\nb *c*\n" * 5000
    box.file("a.md", text)
    done = box.run("--stats", "a.md")
    box.same("standard output", done.stdout, b"<h1>a</h1>\n<p>b <em>c</em></p>\n" * 5000)
    name, size, nodes, memory, total = stats_of(box, done.stderr.decode().rstrip("\n"))
    box.same("name and bytes", (name, size, total), ("a.md", len(text), False))
    # The document, and 5000 times: a heading with a text, a paragraph with a text and an emphasis with a text.
    box.same("nodes", nodes, 1 + 5000 * 6)
    box.check("document bytes hold the text", memory > size)


def test_stats_of_several_files(box):
    """One line for each that was read, in order, and a total that is their sum."""
    sizes = {"a.md": 40000, "empty.md": 0, "b.md": 7}
    for name, size in sizes.items():
        box.file(name, b"x" * size)
    for jobs in ("1", "3"):
        done = box.run("--stats", "-j", jobs, "a.md", "missing.md", "empty.md", "b.md")
        box.same("exit status", done.returncode, 1)
        lines = done.stderr.decode().splitlines()
        box.same("the failure in its place", lines.pop(1), "mdparse: missing.md: No such file or directory")
        stats = [stats_of(box, line) for line in lines]
        box.same("names and bytes", [s[:2] for s in stats[:-1]], list(sizes.items()))
        name, size, nodes, memory, total = stats[-1]
        box.same("total", (name, size, total), ("total of 3 files", sum(sizes.values()), True))
        box.same("sums", (nodes, memory), (sum(s[2] for s in stats[:-1]), sum(s[3] for s in stats[:-1])))


def test_stats_of_standard_input_beside_an_output(box):
    done = box.run("--stats", "-o", "out.html", stdin=b"# a\n")
    box.same("name and bytes", stats_of(box, done.stderr.decode().rstrip("\n"))[:2], ("standard input", 4))
    box.same("out.html", box.read("out.html"), pages("a"))


def test_stats_of_directory_outputs(box):
    box.page("d/a.md")
    box.page("d/b.md")
    lines = box.run("--stats", "-o", "out", "d").stderr.decode().splitlines()
    box.same("names", [stats_of(box, line)[0] for line in lines], ["d/a.md", "d/b.md", "total of 2 files"])
