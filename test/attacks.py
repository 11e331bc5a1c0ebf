"""Documents that try to get a script into the HTML, for safe_html.py: each a name and its bytes.

They are products: what runs a script, how it is disguised, and where in Markdown it stands. A script that runs calls
`hit()`.
"""

SCRIPT = "hit()"


def spellings(scheme):
    """Ways to write a scheme that a browser, or a decoder of entities or escapes, takes for it."""
    first, rest = scheme[0], scheme[1:]
    half = len(scheme) // 2
    yield "plain", scheme + ":"
    yield "upper", scheme.upper() + ":"
    yield "mixed", first + rest[:2].upper() + rest[2:] + ":"
    yield "colon-name", scheme + "&colon;"
    yield "colon-decimal", scheme + "&#58;"
    yield "colon-hexadecimal", scheme + "&#x3a;"
    yield "colon-zeros", scheme + "&#0000058;"
    yield "colon-escape", scheme + "\\:"
    yield "colon-percent", scheme + "%3a"
    yield "letter-decimal", f"&#{ord(first)};{rest}:"
    yield "letter-hexadecimal", f"&#X{ord(first):X};{rest}:"
    yield "letters-decimal", "".join(f"&#{ord(c)};" for c in scheme) + ":"
    yield "letter-percent", f"%{ord(first):02x}{rest}:"
    for name, entity in (("tab", "&Tab;"), ("newline", "&NewLine;"), ("cr", "&#13;"), ("tab-decimal", "&#9;")):
        yield "inner-" + name, scheme[:half] + entity + scheme[half:] + ":"
        yield "before-" + name, entity + scheme + ":"
        yield "behind-" + name, scheme + entity + ":"
    for code in (1, 2, 8, 11, 12, 14, 27, 31, 32, 127, 160, 173, 0x200B, 0x2028, 0xFEFF):
        yield f"before-{code}", f"&#{code};{scheme}:"
        yield f"inner-{code}", f"{scheme[:half]}&#{code};{scheme[half:]}:"
    yield "before-nul", f"&#0;{scheme}:"
    yield "twice", scheme + ":" + scheme + ":"
    yield "slashes", scheme + "://%0a"
    yield "entity-twice", scheme + "&amp;colon;"


def urls():
    for name, text in spellings("javascript"):
        yield "javascript-" + name, text + SCRIPT
    for name, text in spellings("vbscript"):
        yield "vbscript-" + name, text + SCRIPT
    for name, text in spellings("data"):
        yield "data-" + name, text + "text/html,&lt;script>parent.hit()&lt;/script>"
    for name, text in spellings("file"):
        yield "file-" + name, text + "///etc/passwd"
    yield "data-svg", "data:image/svg+xml,&lt;svg%20onload='hit()'/>"
    yield "data-svg-upper", "DATA:IMAGE/SVG+XML,&lt;svg%20onload='hit()'/>"
    yield "data-xml", "data:text/xml,&lt;x/>"
    yield "data-empty", "data:,hit()"
    yield "data-base64", "data:text/html;base64,PHNjcmlwdD5oaXQoKTwvc2NyaXB0Pg=="


def placed(name, url):
    """The places of a URL in Markdown."""
    yield f"link-{name}", f"[a]({url})"
    yield f"link-angle-{name}", f"[a](<{url}>)"
    yield f"image-{name}", f"![a]({url})"
    yield f"definition-{name}", f"[a]\n\n[a]: <{url}>"
    yield f"full-{name}", f"[a][b] ![c][b]\n\n[b]: {url}"
    yield f"autolink-{name}", f"<{url}>"
    yield f"cells-{name}", f"| [a]({url}) | ![a]({url}) |\n|---|---|\n| <{url}> | {url} |"
    yield f"address-{name}", f"{url} http://{url} www.a.b/{url} {url}a@b.c mailto:{url}@b.c xmpp:a@b.c/{url}"


# What tries to end an attribute or an element early, or is raw HTML.
BREAKS = [
    '"onmouseover="hit()', '" onerror="hit()', "' onerror='hit()", '"><script>hit()</script>', "'><script>hit()</script>",
    "&quot; onerror=&quot;hit()", "&#34;&gt;&lt;script&gt;hit()&lt;/script&gt;", "`onerror=hit()", "\\\" onerror=\\\"hit()",
    "</a><script>hit()</script>", "--><script>hit()</script>", "]]><script>hit()</script>", "\x00\"><script>hit()</script>",
    "\xff\"onerror=\"hit()", "<svg/onload=hit()>", "</title><script>hit()</script>", "&lt;script&gt;hit()&lt;/script&gt;",
]
RAW = [
    "<script>hit()</script>", "<SCRIPT>hit()</SCRIPT>", "<script\n>hit()</script>", "<script/x>hit()</script>",
    "<img src=x onerror=hit()>", "<svg onload=hit()>", "<body onload=hit()>", "<iframe srcdoc='<script>parent.hit()</script>'>",
    "<a href='javascript:hit()'>a</a>", "<math><mtext></form><form><mglyph><style></math><img src onerror=hit()>",
    "<style>@import 'javascript:hit()';</style>", "<!-- --!><script>hit()</script> -->", "<![CDATA[><script>hit()</script>]]>",
    "<?xml ?><script>hit()</script>", "<!DOCTYPE html [<!ENTITY x '<script>hit()</script>'>]>", "<noscript><p title='</noscript><img src=x onerror=hit()>'>",
    "<textarea><img title='</textarea><img src=x onerror=hit()>'>", "<details open ontoggle=hit()>", "<x autofocus tabindex=1 onfocus=hit()>",
    "<meta http-equiv=refresh content='0;url=javascript:hit()'>", "<base href='javascript:hit()//'>", "<object data='javascript:hit()'>",
    "<embed src='javascript:hit()'>", "<form action='javascript:hit()'><button autofocus>", "<input autofocus onfocus=hit()>",
    "<video><source onerror=hit()></video>", "<marquee onstart=hit()>", "<link rel=stylesheet href='javascript:hit()'>",
]


def broken(number, text):
    yield f"break-title-{number}", f"[a](b '{text}')"
    yield f"break-title-double-{number}", f'[a](b "{text}")'
    yield f"break-title-paren-{number}", f"[a](b ({text}))"
    yield f"break-destination-{number}", f"[a](<{text}>)"
    yield f"break-destination-bare-{number}", f"[a](b{text.replace(' ', '/')})"
    yield f"break-image-{number}", f"![{text}](<b{text}> '{text}')"
    yield f"break-info-{number}", f"``` {text}\na\n```"
    yield f"break-tildes-{number}", f"~~~ {text}\na\n~~~"
    yield f"break-code-{number}", f"`{text}` ``{text}``\n\n    {text}"
    yield f"break-cells-{number}", f"| {text} | `{text}` |\n|:-:|--:|\n| {text} | [{text}](b '{text}') |"
    yield f"break-delimiters-{number}", f"| a |\n|{text}|\n| b |"
    yield f"break-alert-{number}", f"> [!NOTE]\n> {text}\n\n> [!{text}]\n> a\n\n> [!TIP] {text}\n> a"
    yield f"break-task-{number}", f"- [x] {text}\n- [{text}] a"
    yield f"break-strikethrough-{number}", f"~~{text}~~ ~{text}~"
    joined = text.replace(" ", "/")
    yield f"break-address-{number}", f"http://a/{joined} www.a.b/{joined} www.{joined}.b ftp://{joined}"
    yield f"break-email-{number}", f"{joined}@b.c a@{joined}.c mailto:{joined}@b.c xmpp:a@b.c/{joined}"
    yield f"break-text-{number}", f"{text}\n\n# {text}\n\n- {text}\n\n> {text}"
    yield f"break-definition-{number}", f"[a] ![a]\n\n[a]: <b{text}> '{text}'"
    yield f"break-autolink-{number}", f"<http://{text.replace(' ', '/')}> <a{text.replace(' ', '.')}@b.c>"


def raw(number, text):
    yield f"raw-block-{number}", text
    yield f"raw-inline-{number}", f"a {text} b"
    yield f"raw-quote-{number}", f"> {text}"
    yield f"raw-item-{number}", f"1. a\n   {text}"
    yield f"raw-link-{number}", f"[{text}](b) ![{text}](b)"
    yield f"raw-cells-{number}", f"|{text}|\n|-|\n|{text}|"
    yield f"raw-alert-{number}", f"> [!TIP]\n> {text}"
    yield f"raw-task-{number}", f"- [ ] {text}"
    yield f"raw-heading-{number}", f"# {text}"
    yield f"raw-open-{number}", text.rstrip(">")


def attacks():
    """Yields each name and its bytes; the names are unique, and can be those of files."""
    for name, url in urls():
        yield from ((place, text.encode("latin-1")) for place, text in placed(name, url))
    for number, text in enumerate(BREAKS):
        yield from ((place, text.encode("latin-1")) for place, text in broken(number, text))
    for number, text in enumerate(RAW):
        yield from ((place, text.encode("latin-1")) for place, text in raw(number, text))
