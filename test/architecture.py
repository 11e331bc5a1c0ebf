"""architecture.py COMMAND ROOT: what the pages say of the repository is so.

COMMAND is the built mdparse, which reads the pages. In all Markdown pages at the top and in docs/, a relative link leads
to a file. In ARCHITECTURE.md, README.md and docs/limits.md also each code span is true, by what it looks like:

    parser/blocks.c  docs/        a file or folder of that name, * matches; not below build/, which a build makes
    open_quote  MDP_ERR_LIMIT     a name in the C code; in a table row of ARCHITECTURE.md that names C files, one that
                                  they define
    deep-quotes                   the name of an adversarial input or of a known difference, a string below spec/
    ./dev VERB                    a verb of dev

Others are not looked at. And in comments, the files that are named exist, so that they are found after a move.
"""

import pathlib
import re
import sys

import check
import pages

PAGES = ["ARCHITECTURE.md", "README.md", "docs/limits.md", "docs/scaling.md", "docs/threads.md"]
# One word that is no name in the C code.
WORDS = {"libmdparse", "mdparse", "cmark", "md4c", "dev", "gcc", "clang", "valgrind", "cc"}
FILE = re.compile(r"(?:\./)?[\w.*-]+(?:/[\w.*-]*)*")
SUFFIX = re.compile(r"\.(?:c|h|py|md|txt|build|1)$")
COMMENT = re.compile(r"/\*.*?\*/", re.S)


class Sources:
    def __init__(self, root):
        self.root = root
        self.code, self.comments = {}, {}
        for folder in sorted(root.iterdir()):
            if folder.is_dir() and not folder.name.startswith((".", "build")):
                for path in sorted([*folder.rglob("*.c"), *folder.rglob("*.h")]):
                    text = path.read_text(encoding="utf-8")
                    name = str(path.relative_to(root))
                    self.code[name] = COMMENT.sub("", text)
                    self.comments[name] = "\n".join(COMMENT.findall(text))
        self.names = {name.rsplit("/", 1)[-1] for name in self.code}
        self.all_code = "\n".join(self.code.values())
        self.verbs = set(re.findall(r"^(\w+)\)$", (root / "dev").read_text(), re.M))

    def files(self, pattern):
        return [path for path in self.root.glob(pattern.removeprefix("./").rstrip("/")) if path.exists()]

    def defines(self, name, files):
        """Whether one of the files has a function, type, macro, constant or object of that name."""
        word = re.escape(name)
        definition = re.compile(rf"^(?![#\s]).*\b{word}\(|\b(?:struct|enum) {word} {{|#\s*define {word}\b"
                                rf"|^[^=;()]*\b{word}\s*(?:=[^;]*|\[.*|)[,;]?$", re.M)
        return any(definition.search(self.code.get(file, "")) for file in files)


def is_file(text):
    return bool(FILE.fullmatch(text)) and ("/" in text or bool(SUFFIX.search(text)))


def fault(sources, text, files_in_row):
    """What is wrong with a code span, or None."""
    if is_file(text):
        if not text.startswith("build/") and not sources.files(text):
            return "no such file"
    elif re.fullmatch(r"[A-Za-z_]\w*", text):
        if files_in_row and not sources.defines(text, files_in_row):
            return f"not defined in {' '.join(files_in_row)}"
        if not files_in_row and text not in WORDS and not re.search(rf"\b{text}\b", sources.all_code):
            return "no such name in the code"
    elif re.fullmatch(r"[a-z]\w*(?:-\w+)+", text):
        if f'"{text}"' not in "".join(code for file, code in sources.code.items() if file.startswith("spec/")):
            return "no such input or difference"
    elif re.match(r"\./dev ", text) and text.split()[1] not in sources.verbs:
        return "no such verb"
    return None


def check_names(tally, sources, page):
    rows = {}
    for code in page.codes:
        if page.path.name == PAGES[0] and page.lines[code.line - 1].startswith("|") and is_file(code.text):
            found = [str(path.relative_to(sources.root)) for path in sources.files(code.text) if path.is_file()]
            rows.setdefault(code.line, []).extend(name for name in found if name in sources.code)
    for code in page.codes:
        wrong = fault(sources, code.text, rows.get(code.line))
        tally.case(f"{page.path}:{code.line}: `{code.text}`", not wrong, wrong)


def check_links(tally, page):
    for link in page.links:
        target = link.destination.split("#")[0]
        if target and not re.match(r"[a-z]+:", target):
            tally.case(f"{page.path}:{link.line}: ({link.destination})", (page.path.parent / target).exists(), "no such file")


def check_comments(tally, sources):
    for file, comments in sources.comments.items():
        gone = [name for name in re.findall(r"(?<![\w<*.])(?:[\w]+/)*([a-z]\w*\.[ch])\b(?!\()", comments)
                if name not in sources.names]
        tally.case(f"{file}: files that comments name", not gone, f"no such file: {' '.join(gone)}")


def main():
    command, root = (pathlib.Path(argument).resolve() for argument in sys.argv[1:])
    tally = check.Tally()
    sources = Sources(root)
    for path in sorted([*root.glob("*.md"), *root.glob("docs/*.md")]):
        page = pages.Page(command, path)
        check_links(tally, page)
        if str(path.relative_to(root)) in PAGES:
            check_names(tally, sources, page)
    for name in PAGES:
        tally.case(f"{name} is there", (root / name).exists())
    check_comments(tally, sources)
    tally.finish()


main()
