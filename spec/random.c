/* random.c: see random.h.
 *
 * A document is some lines; a line is a few container markers and indents, then a block's beginning, then inline
 * pieces, then a line ending. Pieces are whole delimiters rather than letters, so that most documents are near a rule's
 * edge instead of being plain text. Now and then a line is borrowed from an example, whole or cut.
 *
 * Beyond ASCII there are letters, white space and punctuation, but no symbols: specification 0.31.2 counts those as
 * punctuation and cmark 0.30.2 does not, so each would be a known difference. */
#include "random.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const containers[] = {
    "> ",     ">",           ">  ",  "- ",    "* ",  "+ ", "-   ", "-\t",  "1. ",   "2) ", "10. ", "1)  ",
    "  ",     "   ",         "    ", "\t",    " \t", "  ", "    ", "  - ", "     ", "> ",  "- ",   ">\t",
    "-     ", "123456789. ", "> ",   "   > ", " ",   "",   "",     "",     "",      "",    "",
};

static const char *const block_beginnings[] = {
    "# ",
    "## ",
    "###### ",
    "####### ",
    "#",
    "#\t",
    "===",
    "---",
    "=",
    "-",
    "--",
    "***",
    "* * *",
    "- - -",
    "___",
    "```",
    "````",
    "~~~",
    "``` info`",
    "~~~ info ~~~",
    "```c d",
    "<div>",
    "</div>",
    "<pre",
    "<script",
    "</pre>",
    "<!-- ",
    "-->",
    "<?php",
    "?>",
    "<![CDATA[",
    "]]>",
    "<!DOC ",
    "<span>",
    "</span>",
    "<del>",
    "<p",
    "<table>",
    "[foo]: /url",
    "[foo]:",
    "[bar]: ",
    "[foo]: <",
    "[a b]: /u 'x'",
    "[Foo]: /x \"y\"",
    "[bar]: <b c> (z)",
    "'title'",
    "\"title",
    "[\xC3\x84\xC3\x9F]: /ss",
};

static const char *const inlines[] = {
    "*",
    "*",
    "*",
    "**",
    "**",
    "***",
    "_",
    "_",
    "__",
    "___",
    "`",
    "``",
    "`",
    "[",
    "[",
    "]",
    "]",
    "![",
    "](",
    ")",
    "(",
    "](/u)",
    "][",
    "][foo]",
    "[foo]",
    "[bar][]",
    "](<",
    ">)",
    "\"t\")",
    " 'q')",
    "(/u \"t\")",
    "<",
    ">",
    "<a>",
    "</a>",
    "<b c=\"d\">",
    "<i x='y' ",
    "/>",
    "<!-- c -->",
    "<?p?>",
    "<![CDATA[x]]>",
    "<!D e>",
    "<http://a.b/c?d=e&f>",
    "<me@x.org>",
    "<x:y>",
    "&amp;",
    "&quot;",
    "&#42;",
    "&#x5f;",
    "&copy;",
    "&nbsp;",
    "&#0;",
    "&bogus;",
    "&",
    "&#",
    ";",
    "\\",
    "\\*",
    "\\[",
    "\\\\",
    "\\`",
    "\\<",
    "\\&",
    "  ",
    " ",
    " ",
    " ",
    "\t",
    "a",
    "b",
    "foo",
    "bar",
    "word",
    "1",
    ".",
    "!",
    "-",
    "--",
    "---",
    "...",
    "'",
    "\"",
    "#",
    " #",
    " ##",
    "=",
    "+",
    "~",
    "^",
    "|",
    "$",
    ":",
    "/",
    "javascript:",
    "data:",
    "a b c",
    "aa",
    "\xC3\xA4",
    "\xE4\xBD\xA0",
    "\xC2\xA0",
    "\xE2\x80\x83",
    "\xE2\x80\x9C",
    "\xC2\xBB",
    "\xE3\x80\x82",
    "\xE2\x80\xA6",
    "\xC3\x9F",
    "\xE1\xBA\x9E",
    "SS",
    "\\\"",
    "%20",
    "%",
    "\xCE\xA3",
    "\xCF\x82",
};

static const char *const extension_beginnings[] = {
    "- [ ] ",     "- [x] ",      "1. [X] ",          "* [ ]\t",        "- [ ]",
    "  - [x]  ",  "|-|\n",       "| a | b\n|-|-|\n", "a|b\n:-|-:\n",   "|",
    "|:-:|-|",    "> [!NOTE]\n", "> [!tip]\n> ",     ">[!Warning] \n", "> [!IMPORTANT]\n>\n> ",
    "[!CAUTION]", "[^a]: ",      "[^a]: ",           "[^b]:",          "    ",
    "[^b]: - ",   "[^a b]: /u",  "[^c]: [^a]: ",
};

static const char *const extension_inlines[] = {
    "~",       "~",           "~~",      "~~",      "~~~",        "<script>", "</title>",  "<xmp ",
    "http://", "https://a.b", "ftp://a", "://",     "www.a",      "www.a.b",  "www.a_b.c", "a@b.c",
    "a@b.c",   "@",           "@b.c",    "mailto:", "xmpp:a@b.c", "_a@b",     "a.b",       "a-b",
    "/",       "))",          "&amp;x",  "&copy;",  "[^a]",       "[^a]",     "[^b]",      "[^a][^b]",
    "[^u]",    "[^A]",        "[^a](",   "[^a]:",   "[^",         "![^a]",
};

/* splitmix64: tiny, and good for any seed, consecutive ones too. */
static uint64_t next(struct spec_random *random)
{
    uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

size_t spec_random_below(struct spec_random *random, size_t limit)
{
    return (size_t)(next(random) % limit);
}

static void append_one(struct spec_random *random, const char *const *pieces, size_t count, struct spec_bytes *out)
{
    spec_append_text(out, pieces[spec_random_below(random, count)]);
}

static void append_inlines(struct spec_random *random, bool extensions, struct spec_bytes *out)
{
    for (size_t left = spec_random_below(random, 9); left > 0; left--)
        if (extensions && spec_random_below(random, 3) == 0)
            append_one(random, extension_inlines, COUNT(extension_inlines), out);
        else
            append_one(random, inlines, COUNT(inlines), out);
}

/* A line of an example, from its beginning or from anywhere. */
static void borrow_line(struct spec_random *random, const struct spec_examples *borrowed, struct spec_bytes *out)
{
    const struct spec_bytes *text = &borrowed->items[spec_random_below(random, borrowed->count)].markdown;
    if (text->size == 0)
        return;
    size_t begin = spec_random_below(random, text->size);
    bool whole = spec_random_below(random, 4) > 0;
    while (whole && begin > 0 && text->data[begin - 1] != '\n')
        begin--;
    while (begin < text->size && (text->data[begin] & 0xC0) == 0x80)
        begin++; /* not from within a character */
    const char *newline = memchr(text->data + begin, '\n', text->size - begin);
    spec_append(out, text->data + begin, newline != NULL ? (size_t)(newline - text->data) - begin : text->size - begin);
}

static void append_line(struct spec_random *random, const struct spec_examples *borrowed, bool extensions,
                        struct spec_bytes *out)
{
    for (size_t left = spec_random_below(random, 4); left > 0; left--)
        append_one(random, containers, COUNT(containers), out);
    size_t what = spec_random_below(random, 16);
    if (what < 2 && extensions)
        append_one(random, extension_beginnings, COUNT(extension_beginnings), out);
    else if (what < 4)
        append_one(random, block_beginnings, COUNT(block_beginnings), out);
    else if (what < 6 && borrowed->count > 0)
        borrow_line(random, borrowed, out);
    if (what != 15)
        append_inlines(random, extensions, out);
    if (spec_random_below(random, 12) == 0)
        spec_append_text(out, spec_random_below(random, 2) == 0 ? "  " : "\\");
}

void spec_random_document(uint64_t seed, const struct spec_examples *borrowed, bool extensions, struct spec_bytes *out)
{
    static const char *const endings[] = {"\n", "\r\n", "\r"};
    struct spec_random random = {.state = seed};
    spec_clear(out);
    size_t line_ending = spec_random_below(&random, 8); /* three of eight documents do not end all lines by LF */
    size_t lines = 1 + spec_random_below(&random, 1 + spec_random_below(&random, 14));
    for (size_t i = 0; i < lines; i++) {
        append_line(&random, borrowed, extensions, out);
        bool is_open_end = i + 1 == lines && spec_random_below(&random, 4) == 0;
        size_t ending = line_ending < 3 ? line_ending : line_ending == 3 ? spec_random_below(&random, 3) : 0;
        if (!is_open_end)
            spec_append_text(out, endings[ending]);
    }
}
