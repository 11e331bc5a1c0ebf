"""The default HTML of hostile documents carries no script: attacks.py, through the command, without extensions and with
all that there are, and read again.

    safe_html.py MDPARSE [NAME...]              by Python's parser of HTML: elements, attributes and URLs of a short list
    safe_html.py --browser CHROMIUM MDPARSE     in a browser: nothing runs, and every URL is of a harmless scheme

Both look at the output of --unsafe too, where they must find attacks: a check that finds nothing there proves nothing.
"""

import html.parser
import os
import re
import subprocess
import sys
import tempfile

from attacks import attacks

# But for the filter of tags, which changes nothing without --unsafe, and would hide attacks with it.
EXTENSIONS = "-e", "table,strikethrough,autolink,tasklist,alerts,heading-ids"

# Everything that the renderer prints of CommonMark, and the attributes that each may have.
ELEMENTS = {
    "a": {"href", "title"}, "img": {"src", "alt", "title"}, "code": {"class"}, "ol": {"start"},
    "blockquote": set(), "br": set(), "em": set(), "h1": set(), "h2": set(), "h3": set(), "h4": set(), "h5": set(),
    "h6": set(), "hr": set(), "li": set(), "p": set(), "pre": set(), "strong": set(), "ul": set(),
}
# With the extensions: a pattern for each of the values.
HEADINGS = {f"h{level}": {"id": r"[^\s<>\"'&]+"} for level in range(1, 7)}
WITH_EXTENSIONS = {
    "table": {}, "thead": {}, "tbody": {}, "tr": {}, "td": {"align": "left|center|right"},
    "th": {"align": "left|center|right"}, "del": {}, "input": {"type": "checkbox", "checked": "", "disabled": ""},
    "div": {"class": "markdown-alert markdown-alert-(note|tip|important|warning|caution)"},
    "p": {"class": "markdown-alert-title"}, **HEADINGS,
}
DANGEROUS = ("javascript", "vbscript", "data", "file")
IMAGES = ("data:image/png", "data:image/gif", "data:image/jpeg", "data:image/webp")


def scheme_of(url):
    """As browsers find it: control characters and spaces before it do not count, tabs and line ends nowhere."""
    url = re.sub("[\t\n\r]", "", url.lstrip("".join(map(chr, range(33)))))
    found = re.match("([A-Za-z][A-Za-z0-9+.-]*):", url)
    return found.group(1).lower() if found else None


class Reader(html.parser.HTMLParser):
    """Collects what is not allowed."""

    def __init__(self, extensions):
        super().__init__(convert_charrefs=True)
        self.extensions = extensions
        self.faults = []

    def handle_starttag(self, tag, attributes):
        extended = WITH_EXTENSIONS.get(tag, {}) if self.extensions else {}
        if tag not in ELEMENTS and not (self.extensions and tag in WITH_EXTENSIONS):
            self.faults.append(f"<{tag}>")
            return
        for name, value in attributes:
            if name not in ELEMENTS.get(tag, set()) and not re.fullmatch(extended.get(name, "(?!)"), value or ""):
                self.faults.append(f"<{tag} {name}>")
            if name in ("href", "src"):
                harmless = scheme_of(value or "") not in DANGEROUS or (value or "").lower().startswith(IMAGES)
                if not harmless:
                    self.faults.append(f"<{tag} {name}={value!r}>")

    def handle_decl(self, declaration):
        self.faults.append(f"<!{declaration}>")

    def handle_pi(self, data):
        self.faults.append(f"<?{data}>")

    def unknown_decl(self, data):
        self.faults.append(f"<![{data}]>")

    def handle_comment(self, data):
        if data != " raw HTML omitted ":
            self.faults.append(f"<!--{data}-->")


def faults_of(page, extensions=False):
    reader = Reader(extensions)
    reader.feed(page.decode("utf-8"))
    reader.close()
    return reader.faults


def convert(command, documents, *options):
    """The HTML of all documents, by name, in one run of the command."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = os.path.join(folder, "in"), os.path.join(folder, "out")
        os.mkdir(source)
        for name, text in documents.items():
            with open(os.path.join(source, name + ".md"), "wb") as file:
                file.write(text)
        subprocess.run([command, *options, "-o", target, source], check=True)
        pages = {}
        for name in documents:
            with open(os.path.join(target, name + ".html"), "rb") as file:
                pages[name] = file.read()
        return pages


def check_pages(command, documents, options):
    """How many pages, safe and unsafe, hold what is not allowed."""
    failed = 0
    for name, page in convert(command, documents, *options).items():
        faults = faults_of(page, bool(options))
        if faults:
            failed += 1
            print(f"FAILED {name}{', with extensions' if options else ''}\n  input:  {documents[name]!r}\n"
                  f"  came:   {page!r}\n  faults: {faults}")
            print(f"  again:  {sys.executable} {' '.join(sys.argv[:2])} {name}")
    pages = convert(command, documents, "--unsafe", *options).values()
    return failed, sum(bool(faults_of(page, bool(options))) for page in pages)


def check_by_parser(command, chosen):
    documents = {name: text for name, text in attacks() if not chosen or name in chosen}
    total = 0
    for options in ((), EXTENSIONS):
        failed, unsafe = check_pages(command, documents, options)
        total += failed
        if not chosen and unsafe < len(documents) // 4:
            total += 1
            print(f"FAILED the check itself: of {len(documents)} attacks it sees only {unsafe} in the output of "
                  f"--unsafe {' '.join(options)}")
    return 2 * len(documents), total


# ------------------------------------------------------------------------------------------------------- the browser

PAGE = b"""<!DOCTYPE html><meta charset="utf-8"><title>wait</title>
<script>
var hits = 0;
function hit() { hits++; }
window.onerror = function () { return true; };
</script>
<div id="pages">%s</div>
<script>
window.addEventListener('load', function () {
    var bad = 0;
    document.querySelectorAll('#pages a, #pages img').forEach(function (element) {
        var url = element.getAttribute('href') || element.getAttribute('src') || '';
        var protocol;
        try { protocol = new URL(url, 'http://base/').protocol; } catch (invalid) { return; }
        if (protocol === 'javascript:')
            element.click();
        if (/^(javascript|vbscript|data|file):$/.test(protocol) && !/^data:image.(png|gif|jpeg|webp)/i.test(url.trim()))
            bad++;
    });
    document.querySelectorAll('#pages *').forEach(function (element) {
        for (var attribute of element.attributes)
            if (/^on/i.test(attribute.name))
                bad++;
    });
    bad += document.querySelectorAll('#pages script, #pages iframe, #pages object, #pages embed, #pages style').length;
    setTimeout(function () { document.title = 'hits=' + hits + ' bad=' + bad; }, 300);
});
</script>
"""


def ask_browser(browser, pages):
    """How many scripts ran, and how many elements, attributes and URLs could run one."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "page.html")
        with open(path, "wb") as file:
            file.write(PAGE % b"\n".join(b"<div>" + page + b"</div>" for page in pages))
        run = subprocess.run(
            [browser, "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000",
             "--user-data-dir=" + os.path.join(folder, "profile"), "--dump-dom", "file://" + path],
            capture_output=True, timeout=120, check=False)
    found = re.search(r"<title>hits=(\d+) bad=(\d+)</title>", run.stdout.decode("utf-8", "replace"))
    if not found:
        sys.exit(f"{browser}: no result; it said: {run.stderr[-2000:]!r}")
    return int(found.group(1)), int(found.group(2))


def check_in_browser(browser, command):
    documents = dict(attacks())
    pages = [*convert(command, documents).values(), *convert(command, documents, *EXTENSIONS).values()]
    hits, bad = ask_browser(browser, pages)
    print(f"{len(documents)} attacks: {hits} scripts ran, {bad} things that could run one")
    # Only two of them, because one that leaves a comment or an element open hides all that follow.
    raw = {name: text for name, text in documents.items() if name.startswith(("raw-block-0", "link-javascript-plain"))}
    control, _ = ask_browser(browser, convert(command, raw, "--unsafe").values())
    print(f"with --unsafe, of {len(raw)} of them {control} ran")
    return 2, (hits > 0 or bad > 0) + (control < len(raw))


def main():
    if sys.argv[1] == "--browser":
        count, failed = check_in_browser(sys.argv[2], sys.argv[3])
    else:
        count, failed = check_by_parser(sys.argv[1], sys.argv[2:])
    print(f"{count - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
