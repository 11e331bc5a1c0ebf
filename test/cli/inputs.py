"""What is read: files, standard input, pipes; and everything that cannot be."""

import os
import subprocess
import threading
import time

from harness import become_nobody, pages


def test_standard_input(box):
    box.expect(stdin=b"# in\n", out=pages("in"))
    box.expect("-", stdin=b"# in\n", out=pages("in"))


def test_order_of_files_and_standard_input(box):
    for name in ("a.md", "b.md"):
        box.page(name)
    box.expect("b.md", "-", "a.md", "b.md", stdin=b"# in\n", out=pages("b.md", "in", "a.md", "b.md"))


def test_standard_input_twice(box):
    """The first takes all, as with cat, whatever the number of threads."""
    text = b"# in\n" * 50000
    for jobs in ("1", "2", "8"):
        box.expect("-j", jobs, "-", "-", "-", stdin=text, out=pages("in") * 50000)


def test_any_file_name(box):
    """A file that is named is read whatever its name."""
    names = ["no-suffix", "a b.md", "größe.txt", "line\nbreak.md", "-", ".hidden.md", "b.html"]
    for name in names:
        box.page(name, "x")
    box.expect(*(name for name in names if name != "-"), out=pages(*["x"] * 6))
    box.expect("./-", out=pages("x"))


def test_name_that_is_not_utf8(box):
    name = b"\xff\xfe.md"
    box.page(name, "x")
    box.expect(name, out=pages("x"))


def test_empty(box):
    box.file("empty.md")
    box.page("a.md")
    box.expect("empty.md")
    box.expect(stdin=b"")
    box.expect("empty.md", "a.md", "empty.md", out=pages("a.md"))


def test_no_newline_at_the_end(box):
    """Files do not run into each other."""
    box.file("a.md", b"a")
    box.file("b.md", b"b")
    box.expect("a.md", "b.md", out=b"<p>a</p>\n<p>b</p>\n")


def test_binary(box):
    """Any bytes are Markdown; NUL and invalid UTF-8 come out as U+FFFD."""
    box.expect(stdin=b"a\0b\xffc\n", out="<p>a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c</p>\n".encode())
    noise = bytes((i * i * 7 + i // 3) % 256 for i in range(300000))
    box.file("noise.md", noise)
    for name in ("html", "xml", "json", "tree"):
        done = box.run("-t", name, "noise.md")
        box.same("exit status and errors", (done.returncode, done.stderr), (0, b""))
        done.stdout.decode("utf-8")
        box.check("no NUL comes out", b"\0" not in done.stdout)


def test_big(box):
    """64 MiB, from a file and through a pipe."""
    text = b"A paragraph of 64 bytes, with two line endings at its end ...\n\n\n" * (1 << 20)
    wanted = b"<p>A paragraph of 64 bytes, with two line endings at its end ...</p>\n" * (1 << 20)
    box.file("big.md", text)
    for done in (box.run("big.md"), box.run(stdin=text)):
        box.same("exit status and errors", (done.returncode, done.stderr), (0, b""))
        box.check("the whole text", done.stdout == wanted)


def test_one_long_line(box):
    box.file("line.md", b"x" * 5000000)
    box.expect("line.md", out=b"<p>" + b"x" * 5000000 + b"</p>\n")


def test_file_that_says_it_is_empty(box):
    """Files of /proc have size 0 and content."""
    with open("/proc/version", "rb") as file:
        version = file.read()
    done = box.run("/proc/version")
    box.check("has its content", version.split()[0] in done.stdout)


def test_file_over_the_limit(box):
    """A file beyond the library's largest text is refused by its size, before it is read."""
    with open(box.path("huge.md"), "wb") as file:
        file.truncate(0xFFFF0001)
    box.page("a.md")
    start = time.monotonic()
    box.expect("huge.md", "a.md", out=pages("a.md"), err="huge.md: File too large", status=1)
    box.check("at once", time.monotonic() - start < 30)


def test_slow_pipe(box):
    """Text that comes in small pieces."""
    child = box.popen(stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for byte in b"# in\n" * 20:
        child.stdin.write(bytes([byte]))
        child.stdin.flush()
        time.sleep(0.002)
    out, _ = child.communicate(timeout=60)
    box.same("standard output", out, pages("in") * 20)


def test_non_blocking_pipe(box):
    """Somebody else may have made the pipe non-blocking: that is no error."""
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    child = box.popen(stdin=reading, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    os.close(reading)
    time.sleep(0.1)
    os.write(writing, b"# in\n")
    os.close(writing)
    out, err = child.communicate(timeout=60)
    box.same("output and errors", (out, err, child.returncode), (pages("in"), b"", 0))


def test_named_pipe(box):
    box.page("a.md")
    os.mkfifo(box.path("pipe"))

    def write():
        with open(box.path("pipe"), "wb") as pipe:
            pipe.write(b"# in\n")

    for jobs in ("1", "4"):
        writer = threading.Thread(target=write)
        writer.start()
        box.expect("-j", jobs, "a.md", "pipe", "a.md", out=pages("a.md", "in", "a.md"))
        writer.join()


def test_what_cannot_be_read(box):
    """Each is named with its reason, in order, and the rest is done."""
    box.page("a.md")
    box.link("nowhere", "broken.md")
    box.link("circle.md", "circle.md")
    long = "x" * 300 + ".md"
    box.expect(
        "a.md", "missing.md", "a.md", "broken.md", "circle.md", "a.md/b.md", "", long, "a.md",
        out=pages("a.md", "a.md", "a.md"),
        err=[
            "missing.md: No such file or directory",
            "broken.md: No such file or directory",
            "circle.md: Too many levels of symbolic links",
            "a.md/b.md: Not a directory",
            "'': No such file or directory",
            long + ": File name too long",
        ],
        status=1,
    )


def test_only_a_missing_file(box):
    box.expect("missing.md", err="missing.md: No such file or directory", status=1)


def test_unreadable_file(box):
    box.file("secret.md", b"# x\n", mode=0)
    box.page("a.md")
    box.expect("secret.md", "a.md", out=pages("a.md"), err="secret.md: Permission denied", status=1,
               preexec_fn=become_nobody)


def test_directory_as_standard_input(box):
    box.page("a.md")
    directory = os.open(box.root, os.O_RDONLY)
    child = box.popen("-", "a.md", stdin=directory, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    os.close(directory)
    out, err = child.communicate(timeout=60)
    box.same("result", (child.returncode, out, err),
             (1, pages("a.md"), b"mdparse: standard input: Is a directory\n"))


def test_closed_standard_input(box):
    box.page("a.md")
    box.expect("-", "a.md", out=pages("a.md"), err="standard input: Bad file descriptor", status=1, stdin=None,
               preexec_fn=lambda: os.close(0))


def test_control_characters_in_messages(box):
    """A file name can neither forge a line nor command the terminal."""
    box.expect("a\nmdparse: b\x1b[31m\x7f", status=1,
               err="a\\nmdparse: b\\x1b[31m\\x7f: No such file or directory")
    # U+0085 and U+009B, a line feed and the begin of a command to some terminals, between their neighbours
    box.expect("\u00a0\u0085\u009b31m\u00c5\u0141\u00a1", status=1,
               err="\u00a0\\xc2\\x85\\xc2\\x9b31m\u00c5\u0141\u00a1: No such file or directory")
