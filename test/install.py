"""install.py BUILD VERSION: what `meson install` installs is enough for a program that knows nothing of this folder.

Installs into a temporary folder, compiles a program with what pkg-config says, against the shared and against the
static library, and runs both. A Meson project can have this one as a subproject instead.
"""

import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

import check

SOURCE = pathlib.Path(__file__).resolve().parents[1]
WARNINGS = ["-Wall", "-Wextra", "-Wpedantic", "-Werror"]
PROGRAM = r"""
#include <mdparse.h>
#include <stdio.h>
#include <string.h>
int main(void)
{
    const mdp_document *document = NULL;
    if (mdp_parse("# *a*\n", 6, NULL, &document) != MDP_OK || strcmp(mdp_version(), MDP_VERSION) != 0)
        return 1;
    mdp_node emphasis = mdp_node_first_child(mdp_node_first_child(mdp_document_root(document)));
    puts(mdp_kind_name(mdp_node_kind(emphasis)));
    mdp_document_release(document);
    return 0;
}
"""


def find(root, pattern):
    """The installed paths that match, relative to the root: where things go is the distribution's choice."""
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if re.search(pattern, str(path)))


def check_files(tally, root, version):
    major, minor, _ = version.split(".")
    soversion = f"0.{minor}" if major == "0" else major  # what goes on with the same library: CHANGELOG.md
    for what, pattern in {
            "header": r"/include/mdparse\.h$",
            "shared library": r"/lib[^ ]*/libmdparse\.so$",
            "shared library by its soname": rf"/lib[^ ]*/libmdparse\.so\.{re.escape(soversion)}$",
            "static library": r"/lib[^ ]*/libmdparse\.a$",
            "pkg-config file": r"/pkgconfig/mdparse\.pc$",
            "command": r"/bin/mdparse$",
            "man page": r"/man1/mdparse\.1$",
    }.items():
        tally.case(f"the {what} is installed", len(find(root, pattern)) == 1, f"wanted: one {pattern}\n"
                   f"came:   {find(root, pattern)}\nof:     {find(root, '.')}")
    headers = find(root, r"\.h$")
    tally.case("no other header is installed", len(headers) == 1, f"came:   {headers}")


def pkg_config(root, *arguments):
    folder = (root / find(root, r"/mdparse\.pc$")[0]).parent
    prefix = folder.parents[2] if folder.parents[1].name == "lib" else folder.parents[1]
    return subprocess.run(["pkg-config", f"--define-variable=prefix={prefix}", *arguments, "mdparse"], check=True,
                          stdout=subprocess.PIPE, text=True, env=dict(os.environ, PKG_CONFIG_PATH=str(folder))).stdout


def check_program(tally, root, name, flags):
    source, program = root / "program.c", root / f"program-{name}"
    source.write_text(PROGRAM)
    status, output = check.run("cc", "-std=c11", *WARNINGS, source, *flags, "-o", program)
    if tally.case(f"a program compiles against the {name} library", status == 0, output):
        library = (root / find(root, r"libmdparse\.so$")[0]).parent
        status, output = check.run(program, env={"LD_LIBRARY_PATH": str(library)} if name == "shared" else {})
        tally.case(f"it runs against the {name} library", status == 0 and output.endswith("\nemphasis\n"), output)


def check_choice(tally, root):
    """Who asks for the static library gets no other, and from pkg-config all that it has to be linked with."""
    for choice, wanted in {"static": ["libmdparse.a"], "both": ["libmdparse.a", "libmdparse.so"]}.items():
        build = root / choice
        status, output = check.run("meson", "setup", f"-Ddefault_library={choice}", build, SOURCE)
        if not tally.case(f"meson setup -Ddefault_library={choice}", status == 0, output):
            continue
        installed = check.run("meson", "introspect", "--installed", build)[1]
        came = sorted(set(re.findall(r"/(libmdparse\.(?:a|so))\"", installed)))
        tally.case(f"-Ddefault_library={choice} installs that", came == wanted, f"wanted: {wanted}\ncame:   {came}")
        arguments = ["--static", "--libs"] if choice == "both" else ["--libs"]
        flags = subprocess.run(["pkg-config", *arguments, "mdparse"], stdout=subprocess.PIPE, text=True,
                               env=dict(os.environ, PKG_CONFIG_PATH=str(build / "meson-private"))).stdout.split()
        wanted = ["-lmdparse", "-lutf8proc", "-lxxhash", "-pthread"]
        came = sorted(flag for flag in flags if re.match("-[lp]", flag))
        tally.case(f"pkg-config {' '.join(arguments)} of -Ddefault_library={choice}", came == wanted,
                   f"wanted: {wanted}\ncame:   {came}")


def check_subproject(tally, root):
    """A Meson project that has this one among its subprojects finds the library by the name that pkg-config knows."""
    (root / "subprojects").mkdir(parents=True)
    (root / "subprojects" / "mdparse").symlink_to(SOURCE)
    (root / "program.c").write_text(PROGRAM)
    for number, arguments in enumerate(["", ", fallback: 'mdparse'", ", fallback: ['mdparse', 'mdparse_dep']"]):
        (root / "meson.build").write_text(
            "project('program', 'c')\n"
            f"mdparse = dependency('mdparse', version: '>=0.1'{arguments})\n"
            "executable('program', 'program.c', dependencies: mdparse)\n")
        status, output = check.run("meson", "setup", "--force-fallback-for=mdparse", root / f"build{number}", root)
        tally.case(f"a Meson project finds dependency('mdparse'{arguments}) in a subproject", status == 0, output)


def main():
    build, version = sys.argv[1:]
    tally = check.Tally()
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        status, output = check.run("meson", "install", "-C", build, "--no-rebuild", "--destdir", root)
        if tally.case("meson install", status == 0, output):
            check_files(tally, root, version)
            came = pkg_config(root, "--modversion").strip()
            tally.case("the version", came == version, f"wanted: {version}\ncame:   {came}")
            flags = shlex.split(pkg_config(root, "--cflags", "--libs"))
            check_program(tally, root, "shared", flags)
            flags = shlex.split(pkg_config(root, "--static", "--cflags", "--libs"))
            check_program(tally, root, "static", ["-static", *flags])
        check_choice(tally, root / "choices")
        check_subproject(tally, root / "parent")
    tally.finish()


main()
