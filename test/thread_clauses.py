"""thread_clauses.py MDPARSE_H THREADS_MD TEST_FOLDER: each sentence of the header on threads has its test.

The page's table says which: a sentence of the header, word for word, and the cases that fail where it is false. This
test sees that no sentence of the header that speaks of threads is missing there, that none is there which the header
does not say, and that the tests exist. And it sees that the tests of reading at the same time, those in the row of that
sentence, call every function that reads: all that take a `const mdp_document *` or an `mdp_node`.
"""

import pathlib
import re
import sys

import check

CLAUSE = re.compile(r"thread|\btasks? |atomic|\bwait|\block\b")
ROW = re.compile(r"^\| (?P<sentence>[^`|].*?|`run`.*?) \| (?P<tests>`test/[^|]*) \|$", re.MULTILINE)
TEST = re.compile(r"`(test/[\w.]+)`(?:: ((?:`\w+`(?:, )?)+))?")
READER = re.compile(r"^MDP_API [^;(]*?\b(mdp_\w+)\(([^;]*)\);", re.MULTILINE)

ITEM_TASK = re.compile(r"list item|box of a task")  # what is to be done in a list, and nothing that an executor runs

READING = "A document never changes"  # how the sentence begins

# They take a document, and make another or hold one, rather than read it.
NO_READERS = {"mdp_document_edit", "mdp_document_append", "mdp_slot_create", "mdp_slot_store", "mdp_slot_replace", "mdp_parse_batch", "mdp_parse", "mdp_cache_parse"}


def words(text):
    return " ".join(text.split())


def sentences(header):
    """All sentences of the header's comments that speak of threads."""
    for comment in re.findall(r"/\*(.*?)\*/", header, re.DOTALL):
        text = "\n".join(re.sub(r"^\s*\* ?", "", line) if number else line
                         for number, line in enumerate(comment.split("\n")))
        for paragraph in re.split(r"\n[ \t]*\n", text):
            for sentence in re.split(r"(?<=\.)\s+(?=[A-Z`*])", words(paragraph)):
                sentence = re.sub(r"^[A-Z]+\. ", "", sentence)
                if CLAUSE.search(sentence) and not ITEM_TASK.search(sentence) and re.search(r"[a-z]", sentence):
                    yield sentence


def check_tests(tally, folder, name, tests):
    found = TEST.findall(tests)
    tally.case(f"{name}: names a test", found and words(TEST.sub("", tests)).strip(" ,;") == "", tests)
    for path, cases in found:
        file = folder.parent / path
        code = file.read_text(encoding="utf-8") if file.exists() else ""
        tally.case(f"{name}: {path}", code, "no such file")
        for case in re.findall(r"\w+", cases):
            tally.case(f"{name}: {path}: {case}", f'{{"{case}", {case}}}' in code or f'check_begin(&check, "{case}"' in code,
                       "no such case")


def check_readers(tally, header, code):
    for name, parameters in READER.findall(header):
        if re.search(r"const mdp_document \*(?!\*)|\bmdp_node\b", parameters) and name not in NO_READERS:
            tally.case(f"read at the same time: {name}", re.search(rf"\b{name}\(", code),
                       f"no test in the row of '{READING}' calls it; thread_promises.c has a function that calls all")


def main():
    header, page, folder = (pathlib.Path(argument) for argument in sys.argv[1:])
    tally = check.Tally()
    text = header.read_text(encoding="utf-8")
    said = list(sentences(text))
    tally.case("the header speaks of threads", len(said) > 20, said)
    rows = {words(row["sentence"]).replace("\\", ""): row["tests"]
            for row in ROW.finditer(page.read_text(encoding="utf-8"))}
    for sentence in said:
        tally.case(f"tested: {sentence}", sentence in rows, f"no such row in {page}")
    for sentence, tests in rows.items():
        tally.case(f"said: {sentence}", sentence in said, f"{header} does not say so")
        check_tests(tally, folder, sentence[:40], tests)
    readers = [path for sentence, tests in rows.items() if sentence.startswith(READING) for path, _ in TEST.findall(tests)]
    check_readers(tally, text, "".join((folder.parent / path).read_text(encoding="utf-8")
                                       for path in ["test/digest.c", *readers]))
    tally.finish()


main()
