"""dev_run.py DEV: `./dev run` shows what the command writes, and what the build says only where it fails.

A copy of dev runs beside tools that only pretend: Meson and Ninja are there to be seen or not, and to fail or not.
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import check


def script(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_text("#!/bin/sh\n" + text, encoding="utf-8")
    path.chmod(0o755)


def main():
    tally = check.Tally()
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        shutil.copy(sys.argv[1], root / "dev")
        for tool in ("gcc", "pkg-config"):
            script(root / "tools" / tool, "exit 0\n")
        script(root / "tools" / "meson", "echo configuring; mkdir build; echo >build/build.ninja\n")
        script(root / "mdparse", 'echo "rendered $1"; echo complaint >&2; exit 3\n')
        environment = {**os.environ, "PATH": f"{root}/tools:{os.environ['PATH']}"}

        def run(ninja):
            script(root / "tools" / "ninja", ninja)
            done = subprocess.run(["./dev", "run", "a.md"], cwd=root, env=environment, stdin=subprocess.DEVNULL,
                                  capture_output=True, text=True, timeout=60, check=False)
            return done.returncode, done.stdout, done.stderr

        for name, ninja, wanted in (
                ("the first time", "echo '[1/1] Linking'; cp mdparse build\n", (3, "rendered a.md\n", "building\ncomplaint\n")),
                ("later", "echo '[1/1] Linking'\n", (3, "rendered a.md\n", "complaint\n")),
                ("a build that fails", "echo 'FAILED: it'; echo error >&2; exit 1\n", (1, "", "FAILED: it\nerror\n"))):
            came = run(ninja)
            tally.case(name, came == wanted, f"wanted: {wanted}\ncame:   {came}")
    tally.finish()


main()
