"""What the system refuses to the command: the k-th call of each kind fails, for k = 1, 2, ... until there are no more.

    faults.py MDPARSE FAULTY.SO

Whatever fails: the status is 0 and the output whole, or it is 1, standard error names a file of the run, and what was
there under the name of the output is there still. Nothing is left aside.
"""

import errno
import os
import subprocess
import sys
import tempfile

CALLS = {
    "open": [errno.EACCES, errno.EMFILE, errno.EINTR],
    "read": [errno.EIO, errno.EINTR, errno.EAGAIN],
    "write": [errno.ENOSPC, errno.EIO, errno.EINTR, errno.EAGAIN],
    "short write": [0],
    "close": [errno.EIO, errno.EINTR],
    "fstat": [errno.EIO],
    "fchmod": [errno.EPERM],
    "rename": [errno.EACCES],
    "mkdir": [errno.EACCES],
    "opendir": [errno.EACCES],
    "readdir": [errno.EIO],
    "pthread_create": [errno.EAGAIN],
    "malloc": [errno.ENOMEM],
}
HARMLESS = (errno.EINTR, errno.EAGAIN, 0)
CALLS_MOST = 3000
OLD = b"what was there before\n"
TEXT = b"# title\n\n" + b"Some *text* that is [long](enough).\n\n" * 2000


class Scene:
    """One run: its files, its command line, and which outputs it is to make."""

    def __init__(self, name, arguments, outputs, standard):
        self.name, self.arguments, self.outputs, self.standard = name, arguments, outputs, standard


SCENES = [
    Scene("one file to another", ["-o", "out.html", "a.md"], ["out.html"], False),
    Scene("one file to standard output", ["a.md"], [], True),
    Scene("two files to standard output", ["-j", "2", "a.md", "tree/b.md"], [], True),
    Scene("a directory", ["-j", "2", "-o", "site", "tree"], ["site/b.html", "site/deep/c.html"], False),
]


def prepare(folder, with_old, outputs):
    for name in ("a.md", "tree/b.md", "tree/deep/c.md"):
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(TEXT)
    for name in outputs if with_old else []:
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(OLD)


def run(command, scene, folder, environment):
    return subprocess.run([command, *scene.arguments], cwd=folder, env=environment, capture_output=True, timeout=60,
                          stdin=subprocess.DEVNULL, check=False)


def judge(scene, folder, came, good, code, with_old):
    """What is wrong with a run in which a call failed; None where nothing is."""
    if came.returncode not in (0, 1):
        return f"status {came.returncode}"
    if came.returncode == 1 and code in HARMLESS:
        return "it failed, where the call was only to be made again"
    if came.returncode == 1 and not came.stderr.startswith(b"mdparse: "):
        return "no message"
    if came.returncode == 1 and b"memory" not in came.stderr and not any(
            name in came.stderr for name in (b"a.md", b"b.md", b"c.md", b"out.html", b"site", b"tree", b"standard output")):
        return "the message names no file"
    if scene.standard and came.returncode == 0 and came.stdout != good.stdout:
        return "status 0, but the output differs"
    page = good.page
    for name in scene.outputs:
        path = os.path.join(folder, name)
        content = open(path, "rb").read() if os.path.exists(path) else None
        if content == page or (came.returncode == 1 and content == (OLD if with_old else None)):
            continue
        return f"{name} holds {'nothing' if content is None else repr(content[:60])}"
    left = [name for _, _, names in os.walk(folder) for name in names if name.startswith(".mdparse-")]
    return f"{left} were left" if left else None


def check(command, faulty, scene, call, code, with_old, good):
    """Fails each call in turn; returns how many failed, and what was wrong first."""
    for k in range(1, CALLS_MOST):
        with tempfile.TemporaryDirectory() as folder:
            prepare(folder, with_old, scene.outputs)
            mark = os.path.join(folder, "mark")
            environment = dict(os.environ, LD_PRELOAD=faulty, FAULTY_CALL=call, FAULTY_AT=str(k),
                               FAULTY_ERRNO=str(code), FAULTY_MARK=mark)
            came = run(command, scene, folder, environment)
            if not os.path.exists(mark):
                return k - 1, None
            wrong = judge(scene, folder, came, good, code, with_old)
        if wrong:
            return k, f"call {k}: {wrong}\n  status {came.returncode}, standard error: {came.stderr[-300:]!r}"
    return CALLS_MOST, "there is no end to the calls"


def main():
    command, faulty = (os.path.abspath(path) for path in sys.argv[1:3])
    passed = failed = 0
    reached = dict.fromkeys(CALLS, 0)
    for scene in SCENES:
        with tempfile.TemporaryDirectory() as folder:
            prepare(folder, False, scene.outputs)
            good = run(command, scene, folder, os.environ)
            good.page = open(os.path.join(folder, scene.outputs[0]), "rb").read() if scene.outputs else b""
        for call, codes in CALLS.items():
            for code in codes:
                for with_old in (True, False) if scene.outputs else (False,):
                    count, wrong = check(command, faulty, scene, call, code, with_old, good)
                    reached[call] += count
                    if wrong:
                        failed += 1
                        print(f"FAILED {scene.name}, {call}, {errno.errorcode.get(code, code)}, "
                              f"{'over an old file' if with_old else 'a new file'}: {wrong}")
                    else:
                        passed += 1
    print("calls that failed:", ", ".join(f"{call} {count}" for call, count in reached.items()))
    if not all(reached.values()):
        failed += 1
        print("FAILED the check itself: some call never failed")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
