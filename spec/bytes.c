/* bytes.c: examples whose bytes a text file does not hold well: no text at all, NUL, byte order marks, all line
 * endings, control characters, invalid UTF-8, a missing last line ending, very long tokens. Spec 2.1, 2.3.
 *
 *     bytes [NAME]
 *
 * The results follow from the specification and from the header, which says that each NUL and each invalid sequence
 * reads as U+FFFD; invalid sequences are counted as the Unicode standard advises (3.9, "maximal subparts"). */
#include "judge.h"

#include <string.h>

/* A string literal that may hold NUL, and its size. */
#define BYTES(literal) (literal), sizeof(literal) - 1
#define BOM            "\xEF\xBB\xBF"
#define FFFD           "\xEF\xBF\xBD"

static const struct {
    const char *name;
    const char *markdown;
    size_t markdown_size;
    const char *html;
    size_t html_size;
} examples[] = {
    /* Nothing, or nothing to see. */
    {"empty", BYTES(""), BYTES("")},
    {"one-lf", BYTES("\n"), BYTES("")},
    {"one-cr", BYTES("\r"), BYTES("")},
    {"one-crlf", BYTES("\r\n"), BYTES("")},
    {"one-space", BYTES(" "), BYTES("")},
    {"one-tab", BYTES("\t"), BYTES("")},
    {"blank-lines", BYTES(" \n\t\r\n  \r    \t"), BYTES("")},

    /* The byte order mark is no part of the text, but only the first, and only at the very beginning. */
    {"bom-alone", BYTES(BOM), BYTES("")},
    {"bom-blank", BYTES(BOM "\n"), BYTES("")},
    {"bom-heading", BYTES(BOM "# a\n"), BYTES("<h1>a</h1>\n")},
    {"bom-code", BYTES(BOM "    a\n"), BYTES("<pre><code>a\n</code></pre>\n")},
    {"bom-definition", BYTES(BOM "[a]: /u\n\n[a]"), BYTES("<p><a href=\"/u\">a</a></p>\n")},
    {"bom-twice", BYTES(BOM BOM "# a\n"), BYTES("<p>" BOM "# a</p>\n")},
    {"bom-second-line", BYTES("a\n" BOM "# b\n"), BYTES("<p>a\n" BOM "# b</p>\n")},
    {"bom-after-space", BYTES(" " BOM "# a\n"), BYTES("<p>" BOM "# a</p>\n")},

    /* NUL reads as U+FFFD, wherever it stands. */
    {"nul-alone", BYTES("\0"), BYTES("<p>" FFFD "</p>\n")},
    {"nul-text", BYTES("a\0b\n"), BYTES("<p>a" FFFD "b</p>\n")},
    {"nul-twice", BYTES("\0\0\n"), BYTES("<p>" FFFD FFFD "</p>\n")},
    {"nul-before-heading", BYTES("\0# a\n"), BYTES("<p>" FFFD "# a</p>\n")},
    {"nul-heading", BYTES("# a\0\n"), BYTES("<h1>a" FFFD "</h1>\n")},
    {"nul-code-span", BYTES("`a\0b`\n"), BYTES("<p><code>a" FFFD "b</code></p>\n")},
    {"nul-indented", BYTES("    a\0\n"), BYTES("<pre><code>a" FFFD "\n</code></pre>\n")},
    {"nul-fenced", BYTES("```\n\0\n```\n"), BYTES("<pre><code>" FFFD "\n</code></pre>\n")},
    {"nul-info", BYTES("```a\0b\n```\n"), BYTES("<pre><code class=\"language-a" FFFD "b\"></code></pre>\n")},
    {"nul-html", BYTES("<div>\0\n"), BYTES("<div>" FFFD "\n")},
    {"nul-html-attribute", BYTES("<a b=\0>\n*c*\n"), BYTES("<a b=" FFFD ">\n*c*\n")},
    {"nul-comment", BYTES("a <!-- \0 -->\n"), BYTES("<p>a <!-- " FFFD " --></p>\n")},
    {"nul-destination", BYTES("[a](<b\0c>)\n"), BYTES("<p><a href=\"b%EF%BF%BDc\">a</a></p>\n")},
    {"nul-title", BYTES("[a](b \"\0\")\n"), BYTES("<p><a href=\"b\" title=\"" FFFD "\">a</a></p>\n")},
    {"nul-label", BYTES("[a\0]: /u\n\n[a\0]\n"), BYTES("<p><a href=\"/u\">a" FFFD "</a></p>\n")},
    {"nul-label-fffd", BYTES("[a\0]: /u\n\n[a" FFFD "]\n"), BYTES("<p><a href=\"/u\">a" FFFD "</a></p>\n")},
    {"nul-escaped", BYTES("\\\0\n"), BYTES("<p>\\" FFFD "</p>\n")},
    {"nul-entity", BYTES("&am\0p;\n"), BYTES("<p>&amp;am" FFFD "p;</p>\n")},
    {"nul-is-a-symbol", BYTES("a*\0b*c\n"), BYTES("<p>a*" FFFD "b*c</p>\n")},
    {"nul-in-emphasis", BYTES("*\0*\n"), BYTES("<p><em>" FFFD "</em></p>\n")},
    {"nul-list", BYTES("- \0\n"), BYTES("<ul>\n<li>" FFFD "</li>\n</ul>\n")},
    {"nul-line-end", BYTES("a\0\r\n\0b"), BYTES("<p>a" FFFD "\n" FFFD "b</p>\n")},

    /* Line endings: LF, CR, CRLF, also mixed; LF CR are two. */
    {"cr-soft-break", BYTES("a\rb"), BYTES("<p>a\nb</p>\n")},
    {"cr-cr", BYTES("a\r\rb"), BYTES("<p>a</p>\n<p>b</p>\n")},
    {"lf-cr", BYTES("a\n\rb"), BYTES("<p>a</p>\n<p>b</p>\n")},
    {"crlf-crlf", BYTES("a\r\n\r\nb"), BYTES("<p>a</p>\n<p>b</p>\n")},
    {"cr-crlf", BYTES("a\r\r\nb"), BYTES("<p>a</p>\n<p>b</p>\n")},
    {"cr-hard-break", BYTES("a  \rb"), BYTES("<p>a<br />\nb</p>\n")},
    {"crlf-hard-break", BYTES("a  \r\nb"), BYTES("<p>a<br />\nb</p>\n")},
    {"crlf-backslash-break", BYTES("a\\\r\nb"), BYTES("<p>a<br />\nb</p>\n")},
    {"cr-backslash-end", BYTES("a\\\r"), BYTES("<p>a\\</p>\n")},
    {"mixed-fenced", BYTES("```\ra\r\r\nb\n```\r\nc"), BYTES("<pre><code>a\n\nb\n</code></pre>\n<p>c</p>\n")},
    {"mixed-indented", BYTES("    a\r    b\r\n    c\n"), BYTES("<pre><code>a\nb\nc\n</code></pre>\n")},
    {"mixed-html", BYTES("<div>\r*a*\r\nb\n\r*c*"), BYTES("<div>\n*a*\nb\n<p><em>c</em></p>\n")},
    {"mixed-quote", BYTES("> a\r> b\r\n> c\n"), BYTES("<blockquote>\n<p>a\nb\nc</p>\n</blockquote>\n")},
    {"mixed-list", BYTES("- a\r- b\r\n- c\n"), BYTES("<ul>\n<li>a</li>\n<li>b</li>\n<li>c</li>\n</ul>\n")},
    {"cr-setext", BYTES("a\r=\rb"), BYTES("<h1>a</h1>\n<p>b</p>\n")},
    {"cr-code-span", BYTES("`a\rb\r\nc`"), BYTES("<p><code>a b c</code></p>\n")},
    {"cr-raw-html", BYTES("a <b\rc\r\nd>"), BYTES("<p>a <b\nc\nd></p>\n")},
    {"cr-title", BYTES("[a]:\r/u\r\n'b\rc'\r\r[a]"), BYTES("<p><a href=\"/u\" title=\"b\nc\">a</a></p>\n")},
    {"cr-label", BYTES("[a\rb]: /u\r\n\r\n[a\r\nb]"), BYTES("<p><a href=\"/u\">a\nb</a></p>\n")},
    {"cr-by-entity", BYTES("a&#13;b"), BYTES("<p>a\rb</p>\n")},

    /* The text may end anywhere. */
    {"end-of-heading", BYTES("# a"), BYTES("<h1>a</h1>\n")},
    {"end-of-marker", BYTES("#"), BYTES("<h1></h1>\n")},
    {"end-of-fence", BYTES("```"), BYTES("<pre><code></code></pre>\n")},
    {"end-of-info", BYTES("~~~ a"), BYTES("<pre><code class=\"language-a\"></code></pre>\n")},
    {"end-in-code", BYTES("    a"), BYTES("<pre><code>a\n</code></pre>\n")},
    {"end-in-html", BYTES("<div"), BYTES("<div\n")},
    {"end-of-item", BYTES("-"), BYTES("<ul>\n<li></li>\n</ul>\n")},
    {"end-of-number", BYTES("1)"), BYTES("<ol>\n<li></li>\n</ol>\n")},
    {"end-of-digit", BYTES("1"), BYTES("<p>1</p>\n")},
    {"end-of-quote", BYTES(">"), BYTES("<blockquote>\n</blockquote>\n")},
    {"end-of-break", BYTES("***"), BYTES("<hr />\n")},
    {"end-of-underline", BYTES("a\n="), BYTES("<h1>a</h1>\n")},
    {"end-of-definition", BYTES("[a]: /u"), BYTES("")},
    {"end-of-label", BYTES("[a]:"), BYTES("<p>[a]:</p>\n")},
    {"end-in-title", BYTES("[a]: /u '"), BYTES("<p>[a]: /u '</p>\n")},
    {"end-of-bracket", BYTES("["), BYTES("<p>[</p>\n")},
    {"end-of-image", BYTES("!["), BYTES("<p>![</p>\n")},
    {"end-of-bang", BYTES("!"), BYTES("<p>!</p>\n")},
    {"end-of-link", BYTES("[a]("), BYTES("<p>[a](</p>\n")},
    {"end-of-destination", BYTES("[a](<"), BYTES("<p>[a](&lt;</p>\n")},
    {"end-of-backtick", BYTES("`"), BYTES("<p>`</p>\n")},
    {"end-of-angle", BYTES("a<"), BYTES("<p>a&lt;</p>\n")},
    {"end-of-comment", BYTES("a<!--"), BYTES("<p>a&lt;!--</p>\n")},
    {"end-of-comment-dash", BYTES("a<!---"), BYTES("<p>a&lt;!---</p>\n")},
    {"end-of-instruction", BYTES("a<?"), BYTES("<p>a&lt;?</p>\n")},
    {"end-of-cdata", BYTES("a<![CDATA[]]"), BYTES("<p>a&lt;![CDATA[]]</p>\n")},
    {"end-of-ampersand", BYTES("&"), BYTES("<p>&amp;</p>\n")},
    {"end-of-entity", BYTES("&amp"), BYTES("<p>&amp;amp</p>\n")},
    {"end-of-number-entity", BYTES("&#x"), BYTES("<p>&amp;#x</p>\n")},
    {"end-of-backslash", BYTES("\\"), BYTES("<p>\\</p>\n")},
    {"end-of-spaces", BYTES("a  "), BYTES("<p>a</p>\n")},
    {"end-of-star", BYTES("a*"), BYTES("<p>a*</p>\n")},

    /* Blank lines and indentation know space and tab only; flanking knows form feed too, but no line tabulation. */
    {"form-feed-line", BYTES("a\n\f\nb"), BYTES("<p>a\n\f\nb</p>\n")},
    {"vertical-tab-line", BYTES("a\n\v\nb"), BYTES("<p>a\n\v\nb</p>\n")},
    {"no-break-space-line", BYTES("a\n\xC2\xA0\nb"), BYTES("<p>a\n\xC2\xA0\nb</p>\n")},
    {"form-feed-heading", BYTES("#\fa"), BYTES("<p>#\fa</p>\n")},
    {"form-feed-item", BYTES("-\fa"), BYTES("<p>-\fa</p>\n")},
    {"form-feed-flanking", BYTES("*\fa*"), BYTES("<p>*\fa*</p>\n")},
    {"vertical-tab-flanking", BYTES("*\va*"), BYTES("<p><em>\va</em></p>\n")},
    {"ogham-space-flanking",
     BYTES("*\xE1\x9A\x80"
           "a*"),
     BYTES("<p>*\xE1\x9A\x80"
           "a*</p>\n")},
    {"line-separator-flanking",
     BYTES("*\xE2\x80\xA8"
           "a*"),
     BYTES("<p><em>\xE2\x80\xA8"
           "a</em></p>\n")},
    {"zero-width-flanking",
     BYTES("*\xE2\x80\x8B"
           "a*"),
     BYTES("<p><em>\xE2\x80\x8B"
           "a</em></p>\n")},

    /* Control characters end a destination, but not one in angle brackets; in an autolink they do. */
    {"control-text", BYTES("a\x01\x1F\x7F"), BYTES("<p>a\x01\x1F\x7F</p>\n")},
    {"control-destination", BYTES("[a](b\x01)"), BYTES("<p>[a](b\x01)</p>\n")},
    {"delete-destination", BYTES("[a](b\x7F)"), BYTES("<p>[a](b\x7F)</p>\n")},
    {"control-bracketed", BYTES("[a](<b\x01>)"), BYTES("<p><a href=\"b%01\">a</a></p>\n")},
    {"control-definition", BYTES("[a]: b\x02\n\n[a]"), BYTES("<p>[a]: b\x02</p>\n<p>[a]</p>\n")},
    {"control-autolink", BYTES("<ab:c\x03>"), BYTES("<p>&lt;ab:c\x03&gt;</p>\n")},
    {"delete-autolink", BYTES("<ab:c\x7F>"), BYTES("<p>&lt;ab:c\x7F&gt;</p>\n")},

    /* Invalid UTF-8: each maximal part of a sequence that cannot go on reads as U+FFFD. */
    {"byte-ff",
     BYTES("a\xFF"
           "b"),
     BYTES("<p>a" FFFD "b</p>\n")},
    {"lone-continuation",
     BYTES("a\x80\xBF"
           "b"),
     BYTES("<p>a" FFFD FFFD "b</p>\n")},
    {"cut-at-end", BYTES("a\xE2\x82"), BYTES("<p>a" FFFD "</p>\n")},
    {"cut-by-text", BYTES("a\xF0\x9F\x98z"), BYTES("<p>a" FFFD "z</p>\n")},
    {"cut-by-line", BYTES("a\xC3\nb"), BYTES("<p>a" FFFD "\nb</p>\n")},
    {"overlong", BYTES("\xC0\x80\xE0\x80\x80"), BYTES("<p>" FFFD FFFD FFFD FFFD FFFD "</p>\n")},
    {"surrogate", BYTES("\xED\xA0\x80"), BYTES("<p>" FFFD FFFD FFFD "</p>\n")},
    {"beyond-unicode", BYTES("\xF4\x90\x80\x80"), BYTES("<p>" FFFD FFFD FFFD FFFD "</p>\n")},
    {"invalid-code", BYTES("`\xFF`"), BYTES("<p><code>" FFFD "</code></p>\n")},
    {"invalid-block", BYTES("    \xFF\n"), BYTES("<pre><code>" FFFD "\n</code></pre>\n")},
    {"invalid-html", BYTES("<b \xFF\n"), BYTES("<p>&lt;b " FFFD "</p>\n")},
    {"invalid-destination", BYTES("[a](\xFF)"), BYTES("<p><a href=\"%EF%BF%BD\">a</a></p>\n")},
    {"invalid-label", BYTES("[\xFF]: /u\n\n[\xFE]"), BYTES("<p><a href=\"/u\">" FFFD "</a></p>\n")},
    {"noncharacter", BYTES("\xEF\xBF\xBE\xEF\xBF\xBF"), BYTES("<p>\xEF\xBF\xBE\xEF\xBF\xBF</p>\n")},
};

/* What to build a long text of: before, count times repeated, middle, count times repeated_again, after. */
struct pattern {
    const char *before;
    const char *repeated;
    const char *middle;
    const char *repeated_again;
    const char *after;
};

static const struct {
    const char *name;
    size_t count;
    struct pattern markdown;
    struct pattern html;
} long_examples[] = {
    {"label-999", 999, {"[", "a", "]: /u\n\n[", "A", "]"}, {"<p><a href=\"/u\">", "A", "</a></p>\n", "", ""}},
    {"label-1000", 1000, {"[", "a", "]: /u", "", ""}, {"<p>[", "a", "]: /u</p>\n", "", ""}},
    {"number-9", 9, {"", "1", ". a", "", ""}, {"<ol start=\"", "1", "\">\n<li>a</li>\n</ol>\n", "", ""}},
    {"number-10", 10, {"", "1", ". a", "", ""}, {"<p>", "1", ". a</p>\n", "", ""}},
    {"backticks", 5000, {"", "`", "a", "`", ""}, {"<p><code>a</code></p>\n", "", "", "", ""}},
    {"fence", 5000, {"", "~", "\na\n", "~", ""}, {"<pre><code>a\n</code></pre>\n", "", "", "", ""}},
    {"stars", 5000, {"", "**", "a", "**", ""}, {"<p>", "<strong>", "a", "</strong>", "</p>\n"}},
    {"quotes", 5000, {"", ">", "", "", ""}, {"", "<blockquote>\n", "", "</blockquote>\n", ""}},
    {"line", 50000, {"a", " a", "", "", ""}, {"<p>a", " a", "</p>\n", "", ""}},
    {"lines", 50000, {"a", "\na", "", "", ""}, {"<p>a", "\na", "</p>\n", "", ""}},
};

static struct spec_bytes build(const struct pattern *pattern, size_t count)
{
    struct spec_bytes bytes = {0};
    spec_append_text(&bytes, pattern->before);
    for (size_t i = 0; i < count; i++)
        spec_append_text(&bytes, pattern->repeated);
    spec_append_text(&bytes, pattern->middle);
    for (size_t i = 0; i < count; i++)
        spec_append_text(&bytes, pattern->repeated_again);
    spec_append_text(&bytes, pattern->after);
    return bytes;
}

/* Takes both texts over. */
static void run(const char *program, const char *name, const char *chosen, struct spec_bytes markdown,
                struct spec_bytes html, struct spec_tally *tally)
{
    if (chosen == NULL || strcmp(name, chosen) == 0) {
        char command[4096];
        snprintf(command, sizeof command, "%s %s", program, name);
        spec_tally_add(tally, spec_judge(&(struct spec_case){
                                  .title = name,
                                  .command = command,
                                  .markdown = markdown.data,
                                  .markdown_size = markdown.size,
                                  .html = html.data,
                                  .html_size = html.size,
                                  .as_is_only = true,
                              }));
    }
    spec_free(&markdown);
    spec_free(&html);
}

int main(int argc, char **argv)
{
    const char *chosen = argc > 1 ? argv[1] : NULL;
    struct spec_tally tally = {0};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct spec_bytes markdown = {0};
        struct spec_bytes html = {0};
        spec_append(&markdown, examples[i].markdown, examples[i].markdown_size);
        spec_append(&html, examples[i].html, examples[i].html_size);
        run(argv[0], examples[i].name, chosen, markdown, html, &tally);
    }
    for (size_t i = 0; i < sizeof long_examples / sizeof *long_examples; i++)
        run(argv[0], long_examples[i].name, chosen, build(&long_examples[i].markdown, long_examples[i].count),
            build(&long_examples[i].html, long_examples[i].count), &tally);
    return spec_tally_end(&tally);
}
