"""Threads and what is seen of long work: the output never depends on the number of threads."""

import os
import pty
import resource
import subprocess
import time

from harness import become_nobody, limited, pages

ALL_JOBS = ["0", "1", "2", "3", "8", "64", "256"]


def test_order(box):
    """Files of very different sizes, with failures among them: the same bytes on both outputs."""
    names = []
    lines = 0
    for i in range(150):
        if i % 10 == 3:
            names.append(f"missing-{i}.md")
        else:
            count = 1 if i % 7 else 20000 // (1 + i % 4)
            names.append(box.file(f"{i}.md", b"# %d\n" % i * count))
            lines += count
    one = box.run("-j", "1", *names)
    box.same("exit status", one.returncode, 1)
    box.same("messages", one.stderr.count(b"\n"), 15)
    box.same("outputs", one.stdout.count(b"\n"), lines)
    for jobs in ALL_JOBS:
        for _ in range(3):
            many = box.run("-j", jobs, *names)
            box.check(f"-j {jobs}: the same output", many.stdout == one.stdout)
            box.same(f"-j {jobs}: the same messages", (many.returncode, many.stderr), (1, one.stderr))


def test_few_descriptors(box):
    """No file fails because so many others are open at once."""
    names = [box.file(f"in/{i:02}.md", b"# %02d\n" % i * 100000) for i in range(40)]
    one = box.run("-j", "1", "-t", "tree", *names, "-o", "one")
    box.same("result", (one.returncode, one.stderr), (0, b""))
    for limit in (16, 8):
        few = limited(resource.RLIMIT_NOFILE, limit)
        many = box.run("-j", "64", "-t", "tree", *names, "-o", "many", preexec_fn=few)
        box.same("result of one output", (many.returncode, many.stderr), (0, b""))
        box.check("the same output", box.read("many") == box.read("one"))
        many = box.run("-j", "64", "in", "-o", "out", preexec_fn=few)
        box.same("result of many outputs", (many.returncode, many.stderr), (0, b""))


def test_large_outputs(box):
    """Outputs larger than what is kept in memory wait for their turn."""
    for name in ("a", "b", "c", "d", "e"):
        box.file(name, (b"# " + name.encode() + b"\n") * 1500000)
    wanted = b"".join(pages(name) * 1500000 for name in ("a", "b", "c", "d", "e"))
    for jobs in ("1", "4"):
        done = box.run("-j", jobs, "a", "b", "c", "d", "e")
        box.same("result", (done.returncode, done.stderr), (0, b""))
        box.check(f"-j {jobs}: all of it", done.stdout == wanted)


def test_large_inputs(box):
    """A file that is large by itself is parsed on all threads, alone and among others."""
    section = b"# %d\n\n- a *b* [c]\n\n  d\n\n```\n\ne\n```\n\n> f\ng\n\n[c]: /h\n\n"
    large = box.file("large.md", b"".join(section % i for i in range(40000)))
    small = box.page("small.md")
    one = box.run("-j", "1", small, large, small)
    box.same("result", (one.returncode, one.stderr), (0, b""))
    for jobs in ALL_JOBS:
        many = box.run("-j", jobs, small, large, small)
        box.same(f"-j {jobs}: result", (many.returncode, many.stderr), (0, b""))
        box.check(f"-j {jobs}: the same output", many.stdout == one.stdout)


def most_memory(box, jobs, count):
    """The most memory that was resident, in bytes, when that many files of 35 KB had been written. Standard input comes
    behind them, and is held open, so that the process is still there to be asked."""
    name = box.file("a.md", b"# in\n\nA *few* words.\n\n" * 1600)
    # Freed memory is to be free: the address sanitizer would keep 256 MB of it.
    environment = {**os.environ, "ASAN_OPTIONS": "quarantine_size_mb=1:detect_leaks=0"}
    child = box.popen("-j", jobs, *[name] * count, "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
    left = count * len(b"<h1>in</h1>\n<p>A <em>few</em> words.</p>\n" * 1600)
    while left > 0:
        part = os.read(child.stdout.fileno(), min(left, 1 << 20))
        box.check("output ended too early", part)
        left -= len(part)
    with open(f"/proc/{child.pid}/status", encoding="ascii") as status:
        peak = next(int(line.split()[1]) for line in status if line.startswith("VmHWM:"))
    out, _ = child.communicate(b"# end\n", timeout=60)
    box.same("rest", (child.returncode, out), (0, pages("end")))
    return peak * 1024


def test_memory_of_many_files(box):
    """Bounded, however many files are given: ten times as many, which are 63 MB more of text, take at most 8 MB more."""
    for jobs in ("1", "4"):
        few, many = (most_memory(box, jobs, count) for count in (200, 2000))
        box.check(f"-j {jobs}: 200 files took {few} bytes, 2000 took {many}", many < few + (8 << 20))


def test_mirror(box):
    for i in range(100):
        box.page(f"d/{i % 7}/{i}.md")
    for jobs in ALL_JOBS:
        box.expect("-j", jobs, "-o", "out" + jobs, "d")
        box.same("files", box.files("out" + jobs), sorted(f"{i % 7}/{i}.html" for i in range(100)))
        for i in range(100):
            box.same("a file", box.read(f"out{jobs}/{i % 7}/{i}.html"), pages(f"d/{i % 7}/{i}.md"))


def test_no_threads(box):
    """Where no thread can be started, the work is done without."""
    def limit():
        become_nobody()
        resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))

    # The leak check of a sanitizer build would start a thread too.
    environment = {**os.environ, "ASAN_OPTIONS": "detect_leaks=0"}
    names = [box.page(f"{i}.md") for i in range(20)]
    box.expect("-j4", *names, out=pages(*names), preexec_fn=limit, env=environment)
    box.expect("-j4", "-o", "out", *names, "missing.md", err="missing.md: No such file or directory", status=1,
               preexec_fn=limit, env=environment)
    box.same("out", box.read("out"), pages(*names))


def threads_of(box, processors, *arguments):
    """How many threads a command that may use only these processors has while it waits for standard input. As many as
    there are processors are waited for, beside the one that waits for them, and then more for a while."""
    files = [box.page(f"{i}.md") for i in range(2 * len(processors) + 2)]
    child = box.popen(*arguments, "-", *files, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                      preexec_fn=lambda: os.sched_setaffinity(0, processors))

    def count():
        return len(os.listdir(f"/proc/{child.pid}/task"))

    end = time.monotonic() + 60
    while len(processors) > 1 and count() <= len(processors) and time.monotonic() < end:
        time.sleep(0.01)
    time.sleep(0.3)
    threads = count()
    out, _ = child.communicate(b"# in\n", timeout=60)
    box.same("result", (child.returncode, out), (0, pages("in", *files)))
    return threads


def test_one_thread_for_each_processor(box):
    """Of those that the command may use, as taskset or a container says, not of those that the machine has."""
    allowed = sorted(os.sched_getaffinity(0))[:256]
    for processors in (allowed[:1], allowed):
        wanted = threads_of(box, processors, "-j", str(len(processors)))
        for arguments in ((), ("-j0",)):
            box.same(f"threads on {len(processors)} processors", threads_of(box, processors, *arguments), wanted,
                     arguments)


def run_on_terminal(box, seconds, *arguments, to_terminal=False):
    """mdparse with standard error on a terminal, and an input that takes some seconds. What the terminal got."""
    screen, terminal = pty.openpty()
    output = terminal if to_terminal else subprocess.DEVNULL
    child = box.popen(*arguments, "-", stdin=subprocess.PIPE, stdout=output, stderr=terminal)
    os.close(terminal)
    child.stdin.write(b"# in\n")
    child.stdin.flush()
    time.sleep(seconds)
    child.stdin.close()
    came = b""
    while True:
        try:
            part = os.read(screen, 65536)
        except OSError:  # what Linux says at the end of a terminal
            break
        if not part:
            break
        came += part
    os.close(screen)
    box.same("exit status", child.wait(60), 0)
    return came


def test_progress_of_long_work(box):
    """Shown after half a second, written over itself, and gone at the end."""
    box.page("a.md")
    came = run_on_terminal(box, 1.2, "a.md")
    lines = came.split(b"\r")
    box.check(f"shown: {came!r}", len(lines) > 4 and lines[1].startswith(b"mdparse: 1 of 2 files, 0."))
    box.check(f"one line: {came!r}", b"\n" not in came)
    box.same("blank at the end", (lines[-1], lines[-2].strip()), (b"", b""))
    box.check("as long as what was there", len(lines[-2]) >= max(map(len, lines)))


def test_progress_gives_way(box):
    """To a line of stats."""
    came = run_on_terminal(box, 0.9, "--stats")
    box.check(f"stats on a line of their own: {came!r}", b" \rstandard input: 5 bytes" in came)


def test_no_progress_of_short_work(box):
    box.same("terminal", run_on_terminal(box, 0.1), b"")


def test_no_progress_into_output(box):
    """Where the output goes to a terminal, the line would stand within it."""
    box.same("terminal", run_on_terminal(box, 1, to_terminal=True), pages("in").replace(b"\n", b"\r\n"))


def test_no_progress_without_a_terminal(box):
    child = box.popen("-", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(0.8)
    out, err = child.communicate(b"# in\n", timeout=60)
    box.same("result", (out, err), (pages("in"), b""))
