"""Directories as input: which files, in which order; and directories of outputs that mirror them."""

import os
import resource

from harness import become_nobody, limited, pages


def test_order(box):
    """In each directory by the bytes of the names; a subdirectory's files stand where its name does."""
    names = ["B.md", "a.md", "a/z.md", "a/é.md", "a0.md", "b/a/x.md", "b/a.md", "c.md", "é.md"]
    for name in names:
        box.page("d/" + name)
    # "a" (a directory) before "a.md" before "a0.md"; "b/a" before "b/a.md"
    order = ["B.md", "a/z.md", "a/é.md", "a.md", "a0.md", "b/a/x.md", "b/a.md", "c.md", "é.md"]
    box.expect("d", out=pages(*("d/" + name for name in order)))
    box.expect("-j7", "d", out=pages(*("d/" + name for name in order)))


def test_which_files(box):
    """Markdown by the name's ending, in any case; nothing hidden."""
    # "sub.md" is a directory that is called like a file.
    order = ["1.md", "2.markdown", "3.mdown", "4.mdwn", "5.mkd", "6.mkdn", "7.mkdown", "8.MD", "9.Markdown",
             "sub.md/inner.md", "x.y.md"]
    for name in order:
        box.page("d/" + name)
    for name in ("md", "a.txt", "a.html", "a.mdx", "a.md~", "a.md.bak", ".md", ".hidden.md", ".git/a.md", "READMEmd"):
        box.page("d/" + name, "WRONG")
    box.expect("d", out=pages(*("d/" + name for name in order)))


def test_odd_names(box):
    for name in ("a b/c d.md", "line\nbreak/ .md", "größe/日本.md", "-t/--help.md", "*/?.md"):
        box.page("d/" + name, "x")
    box.page(b"d/\xff/\xfe.md", "x")
    box.expect("d", out=pages("x") * 6)


def test_several_directories_and_files(box):
    for name in ("d/a.md", "e/b.md", "c.md"):
        box.page(name)
    box.expect("e", "c.md", "-", "d", "e", stdin=b"# in\n", out=pages("e/b.md", "c.md", "in", "d/a.md", "e/b.md"))


def test_spellings_of_a_directory(box):
    box.page("d/a.md", "x")
    box.link("d", "link")
    for name in ("d", "d/", "d//", "./d", "d/../d", "link", "link/", box.path("d")):
        box.expect(name, out=pages("x"))
    box.expect(".", out=pages("x"))
    box.page(".hidden/a.md", "x")
    box.expect(".hidden", out=pages("x"))


def test_nothing_in_it(box):
    os.mkdir(box.path("empty"))
    box.page("d/a.txt")
    box.expect("empty")
    box.expect("d", "empty")


def test_links(box):
    """Links to files are followed, links to directories are not: no circle can be walked."""
    box.page("d/a.md", "x")
    box.page("elsewhere/b.md", "y")
    box.link("a.md", "d/b.md")
    box.link("../elsewhere/b.md", "d/c.md")
    box.link("../elsewhere", "d/e")
    box.link("../elsewhere", "d/e.md")
    box.link(".", "d/here")
    box.link("..", "d/up")
    box.expect("d", out=pages("x", "x", "y"))


def test_links_that_lead_nowhere(box):
    """They are named in their place, if they would have been read."""
    box.page("d/a.md", "x")
    box.page("d/z.md", "z")
    box.link("nowhere", "d/b.md")
    box.link("circle.md", "d/circle.md")
    box.link("nowhere", "d/d")
    box.link("nowhere", "d/.#a.md")
    box.expect("d", out=pages("x", "z"), status=1, err=[
        "d/b.md: No such file or directory",
        "d/circle.md: Too many levels of symbolic links",
    ])


def test_special_files_in_a_directory(box):
    """Reading a pipe that nobody writes to would never end."""
    box.page("d/a.md", "x")
    os.mkfifo(box.path("d/pipe.md"))
    box.link("/dev/zero", "d/zero.md")
    box.expect("d", out=pages("x"))


def make_deep(box, levels, name="d"):
    """A chain of directories with a file at its end, made without naming it as a whole."""
    here = os.open(box.root, os.O_RDONLY)
    for _ in range(levels):
        os.mkdir(name, dir_fd=here)
        if os.geteuid() == 0:
            os.chown(name, 65534, 65534, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    file = os.open("a.md", os.O_WRONLY | os.O_CREAT, dir_fd=here)
    os.write(file, b"# deep\n")
    os.close(file)
    os.close(here)


def test_deep(box):
    """1,900 directories, with few descriptors and a small stack."""
    make_deep(box, 1900)

    def limits():
        resource.setrlimit(resource.RLIMIT_NOFILE, (12, 12))
        resource.setrlimit(resource.RLIMIT_STACK, (256 * 1024, 256 * 1024))

    box.expect("d", out=pages("deep"), preexec_fn=limits)
    box.expect("-o", "o", "d", preexec_fn=limits)
    box.same("the mirror", box.read("o/" + "d/" * 1899 + "a.html"), pages("deep"))


def test_deeper_than_a_path_can_be(box):
    make_deep(box, 50, "d" * 100)
    box.page("z.md")
    top = "d" * 100
    done = box.run(top, "z.md")
    box.same("exit status", done.returncode, 1)
    box.same("the rest", done.stdout, pages("z.md"))
    box.check("is named", done.stderr.startswith(b"mdparse: dddd") and done.stderr.endswith(b": File name too long\n"))
    box.same("messages", done.stderr.count(b"\n"), 1)


def test_wide(box):
    """Many files with few descriptors."""
    for i in range(600):
        box.page(f"d/{i:04}.md")
    box.expect("-j", "4", "d", out=pages(*(f"d/{i:04}.md" for i in range(600))),
               preexec_fn=limited(resource.RLIMIT_NOFILE, 12))


def test_unreadable_directory(box):
    for name in ("d/a.md", "d/b/x.md", "d/c.md"):
        box.page(name)
    os.chmod(box.path("d/b"), 0)
    box.expect("d", out=pages("d/a.md", "d/c.md"), err="d/b: Permission denied", status=1, preexec_fn=become_nobody)
    os.chmod(box.path("d/b"), 0o755)


# ----------------------------------------------------------------------------------------------------- mirrors


def test_mirror(box):
    names = ["a.md", "b.markdown", "sub/c.md", "sub/deeper/d.MD", "a b/größe.md", "line\nbreak/x.md", "x.y.md"]
    for name in names:
        box.page("d/" + name)
    box.file("d/picture.png", b"no Markdown")
    for jobs in ("1", "2", "8"):
        for option, suffix in (("html", ".html"), ("xml", ".xml"), ("json", ".json"), ("tree", ".txt")):
            out = f"out-{jobs}-{option}"
            box.expect("-j", jobs, "-t", option, "-o", out, "d")
            wanted = {os.path.splitext(name)[0] + suffix: "d/" + name for name in names}
            box.same("files", box.files(out), sorted(wanted))
            for name, source in wanted.items():
                box.same(name, box.read(f"{out}/{name}"), box.run("-t", option, source).stdout)


def test_mirror_is_repeatable(box):
    """Into an existing directory, with old outputs and other files in it, and into the input itself."""
    box.page("d/a.md")
    box.page("d/s/b.md")
    box.file("out/s/b.html", b"old")
    box.file("out/kept", b"kept")
    for _ in range(2):
        box.expect("-o", "out", "d")
        box.same("files", box.files("out"), ["a.html", "kept", "s/b.html"])
        box.same("b", box.read("out/s/b.html"), pages("d/s/b.md"))
        box.same("kept", box.read("out/kept"), b"kept")
    for _ in range(2):
        box.expect("-o", "d", "d")
        box.same("files", box.files("d"), ["a.html", "a.md", "s/b.html", "s/b.md"])
    box.expect("-o", "d/out", "-t", "tree", "d")
    box.same("files", box.files("d/out"), ["a.txt", "s/b.txt"])


def test_mirror_makes_directories(box):
    box.page("d/a.md")
    box.expect("-o", "x/y/z/", "d/")
    box.same("a", box.read("x/y/z/a.html"), pages("d/a.md"))
    box.expect("-o", box.path("abs/out"), box.path("d"))
    box.same("a", box.read("abs/out/a.html"), pages("d/a.md"))


def test_mirror_of_nothing(box):
    """An output directory is made, directories without Markdown are not."""
    os.makedirs(box.path("d/empty"))
    box.expect("-o", "out", "d")
    box.same("out", os.listdir(box.path("out")), [])


def test_mirror_of_several_inputs(box):
    """Each directory is mirrored into the same place; a file lands in it by its last name."""
    for name in ("d/a.md", "e/s/b.md", "f/c.md", "f/notes", "f/old.txt"):
        box.page(name)
    box.expect("-o", "out", "d", "f/c.md", "e", "f/notes", "f/old.txt")
    box.same("files", box.files("out"), ["a.html", "c.html", "notes.html", "old.txt.html", "s/b.html"])
    box.same("b", box.read("out/s/b.html"), pages("e/s/b.md"))


def test_mirror_with_the_same_output_twice(box):
    """The first in order is written, whatever the number of threads."""
    for name in ("d/a.markdown", "d/a.md", "d/b.md", "e/b.md"):
        box.page(name)
    for jobs in ("1", "4"):
        box.expect("-j", jobs, "-o", "out", "d", "e", status=1, err=[
            "d/a.md: out/a.html is already written from d/a.markdown",
            "e/b.md: out/b.html is already written from d/b.md",
        ])
        box.same("a", box.read("out/a.html"), pages("d/a.markdown"))
        box.same("b", box.read("out/b.html"), pages("d/b.md"))


def test_mirror_onto_an_input(box):
    """What another item reads is not written to, by no name, or the output would depend on the threads."""
    for name in ("d/a.md", "d/b.md", "e/n.md", "e/n.txt"):
        box.page(name)
    os.makedirs(box.path("out"))
    box.link("../d/b.md", "out/a.html")
    for jobs in ("1", "4"):
        box.expect("-j", jobs, "-o", "out", "d", status=1, err=["d/a.md: out/a.html is read as d/b.md"])
        box.same("b", box.read("out/b.html"), pages("d/b.md"))
        box.expect("-j", jobs, "-t", "tree", "-o", "e", "e", "e/n.txt", status=1,
                   err=["e/n.md: e/n.txt is read as e/n.txt"])
        box.same("the input", box.files("e"), ["n.md", "n.txt", "n.txt.txt"])


def test_mirror_onto_itself(box):
    """An input can be its own output: it has been read when that is written."""
    box.page("d/a.md")
    wanted = pages("d/a.md")
    os.makedirs(box.path("out"))
    box.link("../d/a.md", "out/a.html")
    box.expect("-o", "out", "d")
    box.same("a", box.read("out/a.html"), wanted)


def test_mirror_with_failures(box):
    """An input that cannot be read keeps no output from another; the rest is done."""
    box.page("d/a.md")
    box.page("d/z.md")
    box.link("nowhere", "d/b.md")
    box.expect("-o", "out", "missing/a.md", "-", "d", stdin=b"# in\n", status=1, err=[
        "missing/a.md: No such file or directory",
        "standard input: has no name that an output in a directory could have",
        "d/b.md: No such file or directory",
    ])
    box.same("files", box.files("out"), ["a.html", "z.html"])


def test_mirror_where_outputs_are_in_the_way(box):
    """A directory where a file should be, a file where a directory should be."""
    for name in ("d/a.md", "d/s/b.md", "d/z.md"):
        box.page(name)
    os.makedirs(box.path("out/a.html"))
    box.file("out/s", b"a file")
    box.expect("-o", "out", "d", status=1, err=["out/a.html: Is a directory", "out/s/b.html: Not a directory"])
    box.same("files", box.files("out"), ["s", "z.html"])
    box.same("s", box.read("out/s"), b"a file")


def test_mirror_to_a_file(box):
    box.page("d/a.md")
    box.file("out", b"a file")
    box.expect("-o", "out", "d", err="out: Not a directory", status=1)
    box.expect("-o", "out/x", "d", err="out/x: Not a directory", status=1)
    box.expect("-o", "", "d", err="'': No such file or directory", status=1)
    box.same("out", box.read("out"), b"a file")


def test_mirror_through_links(box):
    """An output that is a link stays one; so does an output directory that is one."""
    box.page("d/a.md")
    box.page("d/s/b.md")
    box.file("elsewhere/kept.html", b"old")
    os.mkdir(box.path("out"))
    os.mkdir(box.path("there"))
    box.link("../elsewhere/kept.html", "out/a.html")
    box.link("../there", "out/s")
    box.expect("-o", "out", "d")
    box.same("a", box.read("elsewhere/kept.html"), pages("d/a.md"))
    box.check("still a link", os.path.islink(box.path("out/a.html")))
    box.same("b", box.read("there/b.html"), pages("d/s/b.md"))
