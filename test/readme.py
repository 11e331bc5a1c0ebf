"""readme.py BUILD COMMAND PAGE...: what a page shows is what happens.

The build is installed into a temporary folder. Then each page is followed from top to bottom in an empty folder:

    ```c          is written to the file that its first line names, "/* NAME.c: ..."
    ```console    each line that begins with "$ " is run by the shell, where pkg-config, the compiler and the installed
                  command are at hand, and must succeed and print the lines up to the next "$ "; to fail as it
                  should, a command ends in "; echo $?"

COMMAND is the built mdparse, which reads the pages too. Blocks of other kinds are left alone.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

import check
import pages


def install(build, root):
    """Installs the build below root; the environment in which a user finds it."""
    status, output = check.run("meson", "install", "-C", build, "--no-rebuild", "--destdir", root)
    if status != 0:
        sys.exit(f"{output}\n0 passed, 1 failed")
    folder = {path.name: path.parent for path in root.rglob("*") if path.is_file()}
    return dict(os.environ, LC_ALL="C", PATH=f"{folder['mdparse']}:{os.environ['PATH']}",
                LD_LIBRARY_PATH=str(folder["libmdparse.so"]), PKG_CONFIG_PATH=str(folder["mdparse.pc"]),
                # The .pc file names the folders as they will be, without root; the last two are for a prefix of /usr.
                PKG_CONFIG_SYSROOT_DIR=str(root), PKG_CONFIG_ALLOW_SYSTEM_CFLAGS="1", PKG_CONFIG_ALLOW_SYSTEM_LIBS="1")


def commands(fence):
    """The (line, command, output) of a console block."""
    found = []
    for offset, line in enumerate(fence.text.splitlines(keepends=True), 1):
        if line.startswith("$ "):
            found.append([fence.line + offset, line[2:].strip(), ""])
        elif found:
            found[-1][2] += line
    return found


def follow(tally, page, environment, folder):
    examples = 0
    for fence in page.fences:
        name = re.match(r"/\* ([\w.]+\.c): ", fence.text)
        if fence.info == "c" and tally.case(f"{page.path}:{fence.line}: the program has a name", name):
            (folder / name[1]).write_text(fence.text)
        for line, command, wanted in commands(fence) if fence.info == "console" else []:
            examples += 1
            done = subprocess.run(["sh", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
            tally.case(f"{page.path}:{line}: $ {command}", done.returncode == 0 and done.stdout == wanted,
                       f"status: {done.returncode}\nwanted: {wanted!r}\ncame:   {done.stdout!r}")
    tally.case(f"{page.path}: has examples", examples)


def main():
    build, command, *paths = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    tally = check.Tally()
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder, "root")
        environment = install(build, root)
        for number, path in enumerate(paths):
            empty = pathlib.Path(folder, str(number))
            empty.mkdir()
            follow(tally, pages.Page(command, path), environment, empty)
    tally.finish()


main()
