"""Where bytes go: standard output, files put into place when complete, special files; and how each fails."""

import os
import resource
import signal
import stat
import subprocess
import threading
import time

from harness import become_nobody, limited, pages


def test_file(box):
    for name in ("a.md", "b.md"):
        box.page(name)
    box.expect("-o", "out.html", "b.md", "-", "a.md", stdin=b"# in\n")
    box.same("out.html", box.read("out.html"), pages("b.md", "in", "a.md"))
    box.expect("-o", "out.html", "a.md")
    box.same("out.html", box.read("out.html"), pages("a.md"))
    os.mkdir(box.path("sub"))
    box.expect("-o", "sub/x", "a.md")
    box.same("sub/x", box.read("sub/x"), pages("a.md"))


def test_empty_output(box):
    box.file("out.html", b"old")
    box.expect("-o", "out.html", stdin=b"")
    box.same("out.html", box.read("out.html"), b"")


def test_permissions(box):
    """A new file has those of the umask, an old one keeps its own."""
    box.page("a.md")
    for umask, wanted in ((0o022, 0o644), (0o077, 0o600), (0, 0o666)):
        box.expect("-o", f"{umask}", "a.md", preexec_fn=lambda umask=umask: os.umask(umask) and None)
        box.same("a new file", stat.S_IMODE(os.stat(box.path(f"{umask}")).st_mode), wanted)
    for mode in (0o600, 0o664, 0o755, 0o604):
        box.file("old", b"old", mode=mode)
        box.expect("-o", "old", "a.md", preexec_fn=become_nobody)
        box.same("an old file", stat.S_IMODE(os.stat(box.path("old")).st_mode), mode)
        box.same("replaced", box.read("old"), pages("a.md"))


def test_owner(box):
    """Root replaces a file without taking it away from its owner."""
    box.page("a.md")
    box.file("old", b"old")
    owner = os.stat(box.path("old")).st_uid
    box.expect("-o", "old", "a.md")
    box.same("owner", os.stat(box.path("old")).st_uid, owner)


def test_read_only_file(box):
    box.page("a.md")
    box.file("old", b"old", mode=0o444)
    box.expect("-o", "old", "a.md", err="old: Permission denied", status=1, preexec_fn=become_nobody)
    box.same("untouched", box.read("old"), b"old")


def test_read_only_directory(box):
    box.page("a.md")
    box.file("d/old", b"old")
    os.chmod(box.path("d"), 0o555)
    for name in ("d/old", "d/new"):
        box.expect("-o", name, "a.md", err=f"{name}: Permission denied", status=1, preexec_fn=become_nobody)
    os.chmod(box.path("d"), 0o755)
    box.same("untouched", box.read("d/old"), b"old")


def test_output_is_input(box):
    box.page("a.md")
    box.page("b.md")
    box.expect("-o", "b.md", "a.md", "b.md", "a.md")
    box.same("b.md", box.read("b.md"), pages("a.md", "b.md", "a.md"))


def test_link_to_a_file(box):
    """The link stays and its target is replaced, wherever that is."""
    box.page("a.md")
    box.file("far/old", b"old")
    os.mkdir(box.path("near"))
    box.link("../far/old", "near/link")
    box.link("near/link", "link")
    box.expect("-o", "link", "a.md")
    box.check("links", os.path.islink(box.path("link")) and os.path.islink(box.path("near/link")))
    box.same("the target", box.read("far/old"), pages("a.md"))
    box.same("files", box.files("far"), ["old"])


def test_link_to_nothing_yet(box):
    box.page("a.md")
    os.mkdir(box.path("far"))
    box.link("far/new", "link")
    box.link(box.path("far/absolute"), "link2")
    box.link("missing/new", "link3")
    box.expect("-o", "link", "a.md")
    box.expect("-o", "link2", "a.md")
    box.expect("-o", "link3", "a.md", err="link3: No such file or directory", status=1)
    box.check("still a link", os.path.islink(box.path("link")))
    box.same("the targets", (box.read("far/new"), box.read("far/absolute")), (pages("a.md"), pages("a.md")))


def test_link_circle(box):
    box.page("a.md")
    box.link("two", "one")
    box.link("one", "two")
    box.expect("-o", "one", "a.md", err="one: Too many levels of symbolic links", status=1)


def test_hard_link(box):
    """The name that was given is replaced; another name of the file keeps the old content."""
    box.page("a.md")
    box.file("old", b"old")
    os.link(box.path("old"), box.path("other"))
    box.expect("-o", "old", "a.md")
    box.same("files", (box.read("old"), box.read("other")), (pages("a.md"), b"old"))


def test_directory_in_the_way(box):
    box.page("a.md")
    os.mkdir(box.path("d"))
    for name in ("d", "d/", ".", "/"):
        box.expect("-o", name, "a.md", err=f"{name}: Is a directory", status=1)
    box.same("nothing in it", box.files("d"), [])


def test_missing_directory(box):
    box.page("a.md")
    box.expect("-o", "d/out", "a.md", err="d/out: No such file or directory", status=1)
    box.expect("-o", "a.md/out", "a.md", err="a.md/out: Not a directory", status=1)
    box.expect("-o", "", "a.md", err="'': No such file or directory", status=1)


def test_long_name(box):
    """A name of the largest length has room for its passing name too."""
    box.page("a.md")
    box.expect("-o", "x" * 255, "a.md")
    box.same("output", box.read("x" * 255), pages("a.md"))


def test_failed_inputs(box):
    """Some cannot be read: the rest is written. None can: the old file stays."""
    box.page("a.md")
    box.file("old", b"old")
    box.expect("-o", "old", "missing.md", err="missing.md: No such file or directory", status=1)
    box.same("untouched", box.read("old"), b"old")
    box.expect("-o", "old", "missing.md", "a.md", err="missing.md: No such file or directory", status=1)
    box.same("replaced", box.read("old"), pages("a.md"))
    box.expect("-o", "new", "missing.md", err="missing.md: No such file or directory", status=1)
    box.same("files", box.files(), ["a.md", "old"])


def test_null_device(box):
    box.page("a.md")
    box.expect("-o", "/dev/null", "a.md")
    box.check("still a device", stat.S_ISCHR(os.stat("/dev/null").st_mode))


def test_full_device(box):
    """One message, however much there was to write; small and large, one and many files."""
    box.page("a.md")
    box.file("big.md", b"# x\n" * 100000)
    full = "No space left on device"
    for arguments in (["a.md"], ["big.md"], ["a.md"] * 50, ["big.md"] * 50, ["-j1", "big.md", "a.md"], ["--help"]):
        with open("/dev/full", "wb") as device:
            box.expect(*arguments, stdout=device, err=f"standard output: {full}", status=1)
        if arguments != ["--help"]:
            box.expect("-o", "/dev/full", *arguments, err=f"/dev/full: {full}", status=1)


def test_full_output_in_a_mirror(box):
    """The one is named, the others are done."""
    for name in ("d/a.md", "d/b.md", "d/c.md"):
        box.page(name)
    os.mkdir(box.path("out"))
    box.link("/dev/full", "out/b.html")
    box.expect("-o", "out", "d", err="out/b.html: No space left on device", status=1)
    box.same("files", (box.read("out/a.html"), box.read("out/c.html")), (pages("d/a.md"), pages("d/c.md")))


def test_size_limit(box):
    """`ulimit -f`: an error like a full disk, not a death; the old file stays, nothing is left."""
    box.file("big.md", b"# x\n" * 100000)
    box.page("d/a.md")
    box.file("d/big.md", b"# x\n" * 100000)
    box.file("old", b"old")
    limit = limited(resource.RLIMIT_FSIZE, 4096)
    box.expect("-o", "old", "big.md", err="old: File too large", status=1, preexec_fn=limit)
    box.same("untouched", box.read("old"), b"old")
    box.expect("-o", "out", "d", err="out/big.html: File too large", status=1, preexec_fn=limit)
    box.same("files", box.files("out"), ["a.html"])


def test_closed_pipe(box):
    """Quiet, exit status 1: whoever closed the pipe knows."""
    box.file("big.md", b"# x\n" * 1000000)
    for arguments in (["big.md"], ["-j4"] + ["big.md"] * 8, ["--help"]):
        reading, writing = os.pipe()
        os.close(reading)
        child = box.popen(*arguments, stdout=writing, stderr=subprocess.PIPE)
        os.close(writing)
        _, err = child.communicate(timeout=60)
        box.same("result", (child.returncode, err), (1, b""))


def test_pipe_closed_halfway(box):
    box.file("big.md", b"# x\n" * 1000000)
    child = box.popen("big.md", "big.md", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    box.same("the beginning", child.stdout.read(11), b"<h1>x</h1>\n")
    child.stdout.close()
    err = child.stderr.read()
    box.same("result", (child.wait(60), err), (1, b""))


def test_closed_standard_output(box):
    box.page("a.md")
    for arguments in (["a.md"], ["--version"]):
        box.expect(*arguments, err="standard output: Bad file descriptor", status=1, stdout=None,
                   preexec_fn=lambda: os.close(1))


def test_closed_standard_error(box):
    """Messages must not land in an output that was given the free number."""
    box.page("a.md")
    done = box.run("-o", "out", "missing.md", "a.md", stderr=None, preexec_fn=lambda: os.close(2))
    box.same("result", (done.returncode, box.read("out")), (1, pages("a.md")))


def test_all_closed(box):
    box.page("a.md")

    def close():
        for descriptor in (0, 1, 2):
            os.close(descriptor)

    done = box.run("-o", "out", "missing.md", "a.md", stdin=None, stdout=None, stderr=None, preexec_fn=close)
    box.same("result", (done.returncode, box.read("out")), (1, pages("a.md")))


def test_non_blocking_output(box):
    """Somebody else may have made the pipe non-blocking, and read slowly: all bytes arrive."""
    box.file("big.md", b"# x\n" * 100000)
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    child = box.popen("big.md", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    time.sleep(0.1)
    with os.fdopen(reading, "rb") as pipe:
        came = pipe.read()
    box.same("errors", (child.wait(60), child.stderr.read()), (0, b""))
    box.check("all bytes", came == b"<h1>x</h1>\n" * 100000)
    child.stderr.close()


def test_named_pipe(box):
    box.page("a.md")
    os.mkfifo(box.path("pipe"))
    came = []

    def read():
        with open(box.path("pipe"), "rb") as pipe:
            came.append(pipe.read())

    reader = threading.Thread(target=read)
    reader.start()
    box.expect("-o", "pipe", "a.md", "a.md")
    reader.join()
    box.same("what came", came, [pages("a.md", "a.md")])
    box.check("still a pipe", stat.S_ISFIFO(os.stat(box.path("pipe")).st_mode))


def test_output_that_is_standard_output(box):
    """By whatever name: it is written where it stands, not replaced."""
    box.page("a.md")
    for name in ("/dev/stdout", "/dev/fd/1", "log"):
        box.file("log", b"before\n")
        with open(box.path("log"), "ab") as log:
            box.expect("-o", name, "a.md", stdout=log)
        box.same(name, box.read("log"), b"before\n" + pages("a.md"))
    box.expect("-o", "/dev/stdout", "a.md", out=pages("a.md"))


def wait_until(condition):
    for _ in range(1000):
        if condition():
            return True
        time.sleep(0.01)
    return False


def start_waiting(box, **options):
    """mdparse with an output written aside, waiting for the rest of its input."""
    child = box.popen("-o", "out", "-", stdin=subprocess.PIPE, **options)
    box.check("it writes aside", wait_until(lambda: any(".mdparse-" in name for name in box.files())))
    return child


def test_signals(box):
    """A signal ends the command as it would end any other, and leaves the old file and nothing else."""
    box.file("out", b"old")
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        child = start_waiting(box)
        child.send_signal(number)
        box.same("died of", child.wait(60), -number)
        child.stdin.close()
        box.same("files", (box.files(), box.read("out")), (["out"], b"old"))


def test_signal_during_a_mirror(box):
    for i in range(40):
        box.file(f"d/{i}.md", b"# x\n" * 20000)
    os.mkfifo(box.path("reader"))
    box.link("../reader", "d/x.md")
    os.mkdir(box.path("out"))
    box.link("../reader", "out/20.html")
    child = box.popen("-j3", "-o", "out", "d")
    # Opening the pipe for writing blocks the item 20; the others go on, and are complete.
    box.check("others are done", wait_until(lambda: len(box.files("out")) >= 5))
    child.terminate()
    box.same("died of", child.wait(60), -signal.SIGTERM)
    for name in box.files("out"):
        if name != "20.html":
            box.check(f"{name} is complete", box.read("out/" + name) == b"<h1>x</h1>\n" * 20000)


def test_ignored_signal(box):
    """Under nohup a hang-up is ignored, and stays so."""
    child = start_waiting(box, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    child.send_signal(signal.SIGHUP)
    time.sleep(0.1)
    child.communicate(b"# in\n", timeout=60)
    box.same("result", (child.returncode, box.read("out")), (0, pages("in")))


def test_what_a_killed_one_left(box):
    """A file that was left aside by a process with the number that ours has now is passed over."""
    box.page("a.md")

    def leave():
        open(box.path(f".mdparse-{os.getpid()}-0"), "wb").close()

    box.expect("-o", "out", "a.md", preexec_fn=leave)
    left = [name for name in box.files() if ".mdparse-" in name]
    box.same("it is still there", [box.read(name) for name in left], [b""])
    box.same("out", box.read("out"), pages("a.md"))
    os.unlink(box.path(left[0]))


def test_kill(box):
    """A process that cannot clean up leaves its old output as it was."""
    box.file("out", b"old")
    child = start_waiting(box)
    child.kill()
    child.wait(60)
    child.stdin.close()
    left = [name for name in box.files() if ".mdparse-" in name]
    box.same("kill -9 leaves one", len(left), 1)
    box.same("untouched", box.read("out"), b"old")
    os.unlink(box.path(left[0]))
