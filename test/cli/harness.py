"""The harness of the command's tests: runs mdparse in a fresh directory, and compares what it did.

A test is a function `test_...(box)`. What it expects of one run is said in one call, `box.expect(...)`: what is not
named there is expected to be empty or zero. After each test, nothing that was written aside may be left.
"""

import os
import resource
import shlex
import subprocess

TIMEOUT = 120
NOBODY = 65534


class Failure(Exception):
    pass


def show(data, limit=500):
    text = repr(data)
    return text if len(text) <= limit else f"{text[:limit]}... ({len(data)} bytes)"


def become_nobody():
    """Root may read and write everything, so tests of permissions run as somebody else."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def limited(what, soft):
    """A preexec_fn that sets a limit, as `ulimit` would."""
    return lambda: resource.setrlimit(what, (soft, soft))


def pages(*names):
    """The HTML of files made by box.page."""
    return b"".join(b"<h1>" + os.fsencode(name) + b"</h1>\n" for name in names)


class Box:
    """A directory of its own for a test, and mdparse to run in it."""

    def __init__(self, binary, root):
        self.binary = binary
        self.root = root
        os.mkdir(root)
        if os.geteuid() == 0:
            os.chown(root, NOBODY, NOBODY)

    def path(self, name):
        return os.path.join(os.fsencode(self.root), os.fsencode(name))

    def file(self, name, content=b"", mode=None):
        """A file, with the directories that it needs; everybody's, so that a test can drop root's rights."""
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(content)
        for part in (path, os.path.dirname(path)):
            if os.geteuid() == 0:
                os.chown(part, NOBODY, NOBODY)
        if mode is not None:
            os.chmod(path, mode)
        return name

    def page(self, name, title=None):
        """A file with one heading: its title, or its own name."""
        return self.file(name, b"# " + os.fsencode(title or name) + b"\n")

    def link(self, target, name):
        os.symlink(os.fsencode(target), self.path(name))
        return name

    def read(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def files(self, directory="."):
        """All files below a directory, sorted, relative to it. By find, as os.walk gives up in deep trees."""
        listing = subprocess.run(["find", ".", "!", "-type", "d", "-print0"], cwd=self.path(directory), check=True,
                                 capture_output=True)
        return sorted(os.fsdecode(name)[2:] for name in listing.stdout.split(b"\0") if name)

    def command(self, *arguments):
        return [self.binary, *arguments]

    def run(self, *arguments, stdin=b"", **options):
        options.setdefault("stdout", subprocess.PIPE)
        options.setdefault("stderr", subprocess.PIPE)
        if not hasattr(stdin, "fileno") and stdin is not None:
            options["input"] = stdin
        else:
            options["stdin"] = stdin
        return subprocess.run(self.command(*arguments), cwd=self.root, timeout=TIMEOUT, check=False, **options)

    def popen(self, *arguments, **options):
        return subprocess.Popen(self.command(*arguments), cwd=self.root, **options)

    def expect(self, *arguments, out=b"", err="", status=0, **options):
        """Runs mdparse. `err`: the lines on standard error without "mdparse: "; a list, or one string."""
        done = self.run(*arguments, **options)
        lines = [err] if isinstance(err, str) and err else list(err)
        wanted = "".join(f"mdparse: {line}\n" for line in lines).encode()
        self.same("exit status", done.returncode, status, arguments, done)
        self.same("standard error", done.stderr or b"", wanted, arguments, done)
        self.same("standard output", done.stdout or b"", out, arguments, done)
        return done

    def expect_misuse(self, *arguments, err, **options):
        """Exit status 2, one line of complaint and the hint, and nothing written."""
        done = self.run(*arguments, **options)
        wanted = f"mdparse: {err}\nTry 'mdparse --help' for more information.\n".encode()
        self.same("exit status", done.returncode, 2, arguments, done)
        self.same("standard error", done.stderr, wanted, arguments, done)
        self.same("standard output", done.stdout, b"", arguments, done)

    def same(self, what, came, wanted, arguments=None, done=None):
        if came == wanted:
            return
        lines = [f"{what}:", f"    wanted  {show(wanted)}", f"    came    {show(came)}"]
        if arguments is not None:
            lines.insert(0, "command: mdparse " + " ".join(shlex.quote(os.fsdecode(a)) for a in arguments))
        if done is not None:
            lines.append(f"    all     status {done.returncode}, out {show(done.stdout)}, err {show(done.stderr)}")
        raise Failure("\n".join(lines))

    def check(self, what, condition):
        if not condition:
            raise Failure(what)

    def check_nothing_aside(self):
        left = [name for name in self.files() if ".mdparse-" in name]
        self.same("files left aside", left, [])

    def remove(self):
        subprocess.run(["rm", "-rf", self.root], check=True)  # shutil.rmtree recurses
