/* hostile.c: see hostile.h. A new shape is a new row; only shapes that no maker below can make need code. */
#include "hostile.h"

/* ------------------------------------------------------------------------------------------------------ makers */

static void append(struct spec_bytes *out, mdp_string string)
{
    spec_append(out, string.data, string.size);
}

static void append_times(struct spec_bytes *out, mdp_string string, size_t times)
{
    for (size_t i = 0; i < times; i++)
        append(out, string);
}

static void append_number(struct spec_bytes *out, size_t number)
{
    char digits[24];
    int size = snprintf(digits, sizeof digits, "%zu", number);
    spec_append(out, digits, (size_t)size);
}

static size_t square_root(size_t square)
{
    size_t root = 1;
    while ((root + 1) * (root + 1) <= square)
        root++;
    return root;
}

/* before, n times open, middle, n times close, after. */
static void make_repeated(const struct spec_hostile *hostile, size_t size, struct spec_bytes *out)
{
    size_t fixed = hostile->before.size + hostile->middle.size + hostile->after.size;
    size_t period = hostile->open.size + hostile->close.size;
    size_t times = size > fixed + period ? (size - fixed) / period : 1;
    append(out, hostile->before);
    append_times(out, hostile->open, times);
    append(out, hostile->middle);
    append_times(out, hostile->close, times);
    append(out, hostile->after);
}

/* For 1, 2, 3, ...: so many times open, middle, so many times close. */
static void make_growing(const struct spec_hostile *hostile, size_t size, struct spec_bytes *out)
{
    append(out, hostile->before);
    for (size_t run = 1; out->size < size; run++) {
        append_times(out, hostile->open, run);
        append(out, hostile->middle);
        append_times(out, hostile->close, run);
    }
    append(out, hostile->after);
}

/* For n, ..., 3, 2, 1: so many times open, middle. */
static void make_shrinking(const struct spec_hostile *hostile, size_t size, struct spec_bytes *out)
{
    append(out, hostile->before);
    for (size_t run = square_root(2 * size / hostile->open.size); run > 0; run--) {
        append_times(out, hostile->open, run);
        append(out, hostile->middle);
    }
    append(out, hostile->after);
}

/* n lines of: n times open, middle. */
static void make_square(const struct spec_hostile *hostile, size_t size, struct spec_bytes *out)
{
    size_t width = square_root(size / hostile->open.size);
    while (out->size < size) {
        append_times(out, hostile->open, width);
        append(out, hostile->middle);
    }
}

/* A third each: before, open, after. */
static void make_crowded(const struct spec_hostile *hostile, size_t size, struct spec_bytes *out)
{
    append_times(out, hostile->before, size / 3 / hostile->before.size);
    append_times(out, hostile->open, size / 3 / hostile->open.size);
    append_times(out, hostile->after, size / 3 / hostile->after.size);
}

/* A table of so many columns: a row of before, one of open, and as many rows of after as there is room for. */
static void append_table(const struct spec_hostile *hostile, size_t columns, size_t size, struct spec_bytes *out)
{
    append_times(out, hostile->before, columns);
    spec_append_text(out, "\n");
    append_times(out, hostile->open, columns);
    do {
        spec_append_text(out, "\n");
        append(out, hostile->after);
    } while (out->size < size);
}

/* A third of the text for each: the header, the line below it, and the rows. */
static void make_wide_table(const struct spec_hostile *hostile, size_t size, struct spec_bytes *out)
{
    append_table(hostile, size / 3 / hostile->before.size, size, out);
}

/* As many columns as lines. */
static void make_square_table(const struct spec_hostile *hostile, size_t size, struct spec_bytes *out)
{
    append_table(hostile, square_root(size), size, out);
}

/* before, a number, after; with the numbers 0, 1, 2, ... */
static size_t append_numbered(const struct spec_hostile *hostile, size_t size, struct spec_bytes *out)
{
    size_t number = 0;
    for (; out->size < size; number++) {
        append(out, hostile->before);
        append_number(out, number);
        append(out, hostile->after);
    }
    return number;
}

static void make_numbered(const struct spec_hostile *hostile, size_t size, struct spec_bytes *out)
{
    append_numbered(hostile, size, out);
}

/* Half numbered, then middle, then open, a number, close, with the same numbers again. */
static void make_numbered_twice(const struct spec_hostile *hostile, size_t size, struct spec_bytes *out)
{
    size_t count = append_numbered(hostile, size / 2, out);
    append(out, hostile->middle);
    for (size_t number = 0; number < count; number++) {
        append(out, hostile->open);
        append_number(out, number);
        append(out, hostile->close);
    }
}

/* Half numbered, then middle, then open again and again. */
static void make_numbered_then_repeated(const struct spec_hostile *hostile, size_t size, struct spec_bytes *out)
{
    append_numbered(hostile, size / 2, out);
    append(out, hostile->middle);
    while (out->size < size)
        append(out, hostile->open);
}

/* before, n/2 bytes of open, middle, n/2 bytes of close, after. */
static void make_halves(const struct spec_hostile *hostile, size_t size, struct spec_bytes *out)
{
    append(out, hostile->before);
    append_times(out, hostile->open, size / 2 / hostile->open.size);
    append(out, hostile->middle);
    append_times(out, hostile->close, size / 2 / hostile->close.size);
    append(out, hostile->after);
}

/* Noise out of the bytes of open, the same again after some kilobytes, so that more of it is as dense. */
static void make_noise(const struct spec_hostile *hostile, size_t size, struct spec_bytes *out)
{
    uint32_t state = 1;
    while (out->size < size) {
        state = out->size % 4096 == 0 ? 1 : state * 1664525u + 1013904223u;
        spec_append(out, hostile->open.data + (state >> 16) % hostile->open.size, 1);
    }
}

void spec_hostile_make(const struct spec_hostile *hostile, size_t size, struct spec_bytes *out)
{
    spec_clear(out);
    hostile->make(hostile, size, out);
}

/* ------------------------------------------------------------------------------------------------------- table */

/* clang-format off */
#define TEXT(literal) {(literal), sizeof(literal) - 1}
#define ROW(name, make, before, open, middle, close, after) \
    {(name), (make), TEXT(before), TEXT(open), TEXT(middle), TEXT(close), TEXT(after)}
#define REPEATED(name, open) ROW(name, make_repeated, "", open, "", "", "")
#define AROUND(name, open, middle, close) ROW(name, make_repeated, "", open, middle, close, "")

const struct spec_hostile spec_hostiles[] = {
    /* Delimiter runs (6.2): openers that match nothing must be looked at once, not once for each closer. */
    REPEATED("stars", "*"),
    REPEATED("star-openers", "*a "),
    REPEATED("star-closers", "a* "),
    REPEATED("star-both", "a*"),
    REPEATED("underscores", "_"),
    REPEATED("underscore-openers", "_a "),
    REPEATED("underscore-closers", "a_ "),
    REPEATED("underscore-both", "a_"),
    REPEATED("alternating-openers", "*a_ "),
    REPEATED("alternating-closers", "_a* "),
    REPEATED("mixed-openers", "*a **a _a __a "),
    REPEATED("mixed-closers", "a* a** a_ a__ "),
    REPEATED("triple-stars", "a***"),
    REPEATED("strong-then-closers", "a***b__"),
    REPEATED("strong-then-tildes", "a***b~~"),
    REPEATED("stars-tildes-spaces", "*~~\xC2\xA0"),
    REPEATED("tildes-underscore", "~~_a"),
    REPEATED("all-lengths", "*a_b*c_d**e_f*g**h*i_j**"),
    REPEATED("crossed", "__x_ _x___"),
    REPEATED("emphasis", "*a* "),
    REPEATED("strong", "**a** "),
    AROUND("nested-emphasis", "*a **a ", "b", " a** a*"),
    AROUND("stars-around", "*", "a", "*"),
    AROUND("underscores-around", "_", "a", "_"),
    AROUND("openers-then-crossed", "*a ", "", "_a*_ "),
    ROW("strong-in-word", make_repeated, "a**b", "c* ", "", "", ""),
    ROW("triple-openers-single-closers", make_halves, "", "a *** ", "b", "c* ", ""),
    ROW("openers-then-closers", make_halves, "", "*a ", "b", "c_ ", ""),
    ROW("strong-openers-then-closers", make_halves, "", "**a ", "b", "c* ", ""),
    ROW("growing-stars", make_growing, "", "*", "a ", "", ""),
    ROW("growing-both", make_growing, "", "*", "a", "_", ""),
    ROW("shrinking-stars", make_shrinking, "", "*", " a", "", ""),

    /* Smart punctuation. */
    REPEATED("single-quotes", "'"),
    REPEATED("double-quotes", "\""),
    REPEATED("quote-openers", "\"a 'b "),
    REPEATED("quote-closers", "a\" b' "),
    ROW("quotes-around-openers", make_crowded, "\"a ", "*b ", "", "", "c\" "),
    ROW("quotes-around-quotes", make_crowded, "\"a ", "'b ", "", "", "c\" "),
    REPEATED("hyphens", "-"),
    REPEATED("hyphens-in-text", "a-- "),
    REPEATED("periods", "."),

    /* Brackets (6.3): a bracket that matches nothing, a destination or title that does not end. */
    REPEATED("open-brackets", "["),
    REPEATED("close-brackets", "]"),
    REPEATED("open-images", "!["),
    REPEATED("open-brackets-text", "[a"),
    REPEATED("close-brackets-text", "a]"),
    REPEATED("open-images-text", "![l"),
    REPEATED("brackets-underscores", "[ a_"),
    REPEATED("brackets-stars", "[*_a"),
    REPEATED("bracket-pairs", "[]"),
    REPEATED("bracket-pairs-text", "[a] "),
    REPEATED("image-pairs", "![]"),
    REPEATED("brackets-parens", "[ (]("),
    REPEATED("destinations", "[]("),
    REPEATED("destinations-angle", "[](<"),
    REPEATED("destinations-text", "[a](b"),
    REPEATED("destinations-text-angle", "[a](<b"),
    REPEATED("destinations-x", "[x]("),
    REPEATED("destinations-lines", "]([\n"),
    REPEATED("destinations-line", "[a](b\n"),
    REPEATED("titles-double", "[a](b \"c"),
    REPEATED("titles-single", "[a](b 'c"),
    REPEATED("titles-paren", "[a](b (c"),
    REPEATED("titles-lines", "[a](b \"c\n"),
    REPEATED("empty-in-bracket", "[[]()"),
    REPEATED("empty-in-image", "![[]()"),
    REPEATED("empty-links", "[]()"),
    REPEATED("links", "[t](/u) "),
    REPEATED("images", "![t](/u) "),
    REPEATED("link-then-closers", "[a](b)]"),
    REPEATED("escaped-bracket", "[\"[]]\\("),
    REPEATED("odd-mix", ")-\r%<["),
    REPEATED("nul-mix", "\0[@[{<"),
    REPEATED("wikilinks", "[[[[^(\n|]]]]=]]]]]]]]\n"),
    REPEATED("footnote-lines", "[^\n"),
    REPEATED("footnote-lines-text", "[^a\n"),
    REPEATED("footnote-lines-tag", "<a [^\n"),
    REPEATED("footnote-uses", "[^1] "),
    AROUND("brackets-around", "[", "a", "]"),
    AROUND("images-around", "![", "a", "]"),
    AROUND("links-around", "[a ", "b", "](u)"),
    AROUND("nested-images", "![a ", "b", "](u)"),
    AROUND("collapsed-around", "[", "a", "][]"),
    ROW("brackets-around-defined", make_repeated, "", "[", "", "]", "\n\n[a]: /b"),
    ROW("brackets-around-in-item", make_repeated, "- a\n  ", "[", "b", "]", ""),
    ROW("brackets-in-item", make_repeated, "- a\n  ", "[b]", "", "", ""),
    ROW("bracket-lines-in-item", make_repeated, "- a\n", "  [b\n", "", "", ""),
    ROW("angle-brackets-in-quote", make_repeated, "> a\n> ", "<", "", "", ""),
    ROW("targets-in-quote", make_repeated, "> a\n> ", "[b](", "", "", ""),
    ROW("code-spans-over-quoted-lines", make_repeated, "", "> `a\n> `\n", "", "", ""),
    ROW("one-bracket-many-closers", make_repeated, "[", "a]", "", "", ""),
    ROW("footnote-markers-then-lines", make_repeated, "", "[^1]:", "", "\n", ""),
    ROW("parens-in-destination", make_repeated, "[a](", "(", "b", ")", ")"),
    ROW("open-parens-in-destination", make_repeated, "[a](", "(", "", "", ""),
    ROW("backslashes-in-destination", make_repeated, "[a](", "\\)", "", "", ""),
    ROW("destination-of-spaces", make_repeated, "[a](", " ", "", "", "b"),
    ROW("title-of-quotes", make_repeated, "[a](b '", "\"\\'", "", "", ""),

    /* Definitions and labels (4.7): look-ups, repeated labels, long ones, definitions that fail late. */
    REPEATED("same-definition", "[a]: u\n"),
    REPEATED("definition-titles-open", "[a]: u 'b\n"),
    REPEATED("definition-labels-open", "[a\n"),
    REPEATED("definitions-without-destination", "[a]:\n"),
    REPEATED("definitions-in-quotes", "> [a]: u\n"),
    REPEATED("definitions-in-items", "- [a]: u\n"),
    ROW("definitions-then-underline", make_repeated, "", "[a]: u\n", "", "", "===\n"),
    ROW("definitions-then-dashes", make_repeated, "", "[a]: u\n", "", "", "---\n"),
    ROW("definitions-then-text", make_repeated, "", "[a]: u 'b'\n", "", "", "c\n"),
    ROW("definitions", make_numbered, "[", "", "", "", "]: u\n"),
    ROW("undefined", make_numbered, "[", "", "", "", "] "),
    ROW("definitions-and-uses", make_numbered_twice, "[", "[", "\n", "] ", "]: u\n"),
    ROW("definitions-and-full-uses", make_numbered_twice, "[", "[a][", "\n", "] ", "]: u\n"),
    ROW("uses-then-definitions", make_numbered_twice, "[", "\n[", "\n", "]: u", "] "),
    ROW("definitions-one-used", make_numbered_then_repeated, "[", "[0] ", "\n", "", "]: u\n"),
    ROW("similar-labels", make_numbered,
        "[aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "", "", "", "]: u\n"),
    ROW("long-label", make_repeated, "[", "a", "", "", "]: /u\n"),
    ROW("long-label-used", make_repeated, "[a]: u\n\n[", "a ", "", "", "]"),
    ROW("label-of-spaces", make_repeated, "[a", " ", "", "", "b]: u\n\n[a b]"),
    ROW("label-of-sharp-s", make_repeated, "[", "\xE1\xBA\x9E", "", "", "]"),
    ROW("label-of-backslashes", make_repeated, "[", "\\]", "", "", "]"),
    ROW("expansion-destination", make_halves, "[x]: ", "x", "\n\n", "[x]", ""),
    ROW("expansion-title", make_halves, "[x]: x '", "x", "'\n\n", "[x]", ""),
    ROW("expansion-images", make_halves, "[x]: ", "x", "\n\n", "![x]", ""),
    ROW("expansion-label", make_halves, "[x]: ", "x", "\n\n", "[y][x]", ""),

    /* Code spans (6.1): a run that has no equal. */
    REPEATED("backticks", "`"),
    REPEATED("escaped-backticks", "\\``"),
    REPEATED("backtick-pairs-escaped", "``\\"),
    REPEATED("code-spans", "`a`"),
    ROW("growing-backticks", make_growing, "", "`", "e", "", ""),
    ROW("shrinking-backticks", make_shrinking, "", "`", "e", "", ""),
    ROW("growing-backtick-lines", make_growing, "", "`", " x\n", "", ""),
    ROW("code-spans-then-open", make_repeated, "", "`a`", "", "", "`"),
    ROW("code-of-spaces", make_repeated, "`", " ", "", "", "`"),
    ROW("code-of-lines", make_repeated, "`", "a\n", "", "", "`"),

    /* Raw HTML and autolinks (6.5, 6.6): a beginning that has no end. */
    REPEATED("less-thans", "<"),
    REPEATED("empty-tags", "<>"),
    REPEATED("tag-openers", "<a "),
    REPEATED("closing-tag-openers", "</a"),
    REPEATED("attribute-single", "<a b='"),
    REPEATED("attribute-double", "<a b=\""),
    REPEATED("attribute-lines", "x <a\n"),
    REPEATED("instructions", "a <?"),
    REPEATED("declarations", "a <!A "),
    REPEATED("cdata-sections", "a <![CDATA["),
    REPEATED("comments", "a <!-- "),
    REPEATED("comment-lines", "a <!--a\n"),
    REPEATED("comment-dashes", "a <!--- "),
    REPEATED("comments-reversed", "!-- <"),
    REPEATED("nearly-comments", "a <!-- --"),
    REPEATED("mixed-raw", "a <!-- <? <![CDATA[ <!A "),
    REPEATED("schemes", "<ab:"),
    REPEATED("schemes-text", "<http://a"),
    REPEATED("addresses", "<a@b"),
    REPEATED("addresses-dots", "<a@b."),
    REPEATED("at-signs", "a@"),
    REPEATED("addresses-bare", "a.b@"),
    REPEATED("www", "www._"),
    REPEATED("schemes-bare", "http://"),
    ROW("comments-in-word", make_repeated, "a", "<!--", "", "", ""),
    ROW("comments-in-closing-tag", make_repeated, "</", "<!--", "", "", ""),
    ROW("long-tag", make_repeated, "x <a", " b", "", "", ""),
    ROW("long-tag-lines", make_repeated, "x <a", "\nb='c'", "", "", ""),
    ROW("long-address", make_repeated, "x <a@", "b.", "", "", ">"),
    ROW("long-scheme", make_repeated, "x <a", "b", "", "", ":>"),

    /* Entities and escapes (2.4, 2.5). */
    REPEATED("ampersands", "&"),
    REPEATED("entities", "&a;"),
    REPEATED("entity-openers", "&#x"),
    REPEATED("numeric-entities", "&#123456"),
    REPEATED("long-entities", "&NotEqualTilde;"),
    REPEATED("backslashes", "\\"),
    REPEATED("backslash-lines", "\\\n"),
    ROW("long-entity-name", make_repeated, "&", "a", "", "", ";"),
    ROW("long-entity-number", make_repeated, "&#", "0", "", "", ";"),

    /* Containers (5): each line is matched against all that are open, and blank lines reach all of them. */
    REPEATED("quotes", ">"),
    REPEATED("quotes-spaced", "> "),
    REPEATED("quote-lines", "> a\n"),
    REPEATED("quote-lines-apart", "> a\n\n"),
    REPEATED("items", "* "),
    REPEATED("items-plus", "+ "),
    REPEATED("items-numbered", "1. "),
    REPEATED("item-lines", "- a\n"),
    REPEATED("item-lines-apart", "- a\n\n"),
    REPEATED("item-lines-empty", "-\n"),
    REPEATED("lists", "- a\n+ b\n"),
    REPEATED("numbered-lines", "1. a\n"),
    REPEATED("items-tabs", "-\t"),
    REPEATED("quotes-tabs", ">\t"),
    ROW("quotes-text", make_repeated, "", "> ", "", "", "a"),
    ROW("items-text", make_repeated, "", "* ", "", "", "a"),
    ROW("dash-items-text", make_repeated, "", "- ", "", "", "a"),
    ROW("quotes-and-items", make_repeated, "", "> - ", "", "", "a\n"),
    AROUND("quotes-then-openers", ">", "", "a*"),
    AROUND("items-then-blank-lines", "- ", "x", "\n"),
    AROUND("items-then-white-lines", "- ", "x\n", " \n"),
    AROUND("quotes-then-lazy-lines", "> ", "a\n", "b\n"),
    AROUND("items-then-lazy-lines", "- ", "a\n", "b\n"),
    AROUND("quotes-then-quote-lines", "> ", "a\n", ">\n"),
    AROUND("items-then-text-lines", "- ", "a\n\n", "b\n\n"),
    AROUND("items-then-code", "- ", "```\n", "\n"),
    ROW("quote-items-then-quotes", make_repeated, "> ", "- ", "x\n", ">\n", ""),
    ROW("stairs-of-items", make_growing, "", "  ", "* a\n", "", ""),
    ROW("stairs-of-numbers", make_growing, "", "   ", "1. a\n", "", ""),
    ROW("stairs-of-items-apart", make_growing, "", "  ", "- a\n\n", "", ""),
    ROW("stairs-of-quotes", make_growing, "", ">", "a\n", "", ""),
    ROW("stairs-down-of-quotes", make_shrinking, "", ">", "a\n", "", ""),
    ROW("square-of-quotes", make_square, "", "> ", "a\n", "", ""),
    ROW("square-of-quotes-apart", make_square, "", "> ", "a\n\n", "", ""),
    ROW("square-of-items", make_square, "", "- ", "a\n", "", ""),
    ROW("square-of-indents", make_square, "- a\n", "  ", "b\n", "", ""),

    /* Leaf blocks (4). */
    REPEATED("breaks", "***\n"),
    REPEATED("underlines", "===\n"),
    REPEATED("setext-headings", "a\n=\n"),
    REPEATED("headings", "# a\n"),
    REPEATED("empty-headings", "#\n"),
    REPEATED("number-signs", "#"),
    REPEATED("number-signs-apart", "# #"),
    REPEATED("fences", "```\n"),
    REPEATED("fences-info", "~~~ a\n"),
    REPEATED("html-blocks", "<div>\n\n"),
    REPEATED("html-comments", "<!--\n"),
    REPEATED("html-lines", "<a>\n"),
    REPEATED("html-tags-cut", "<a\n"),
    REPEATED("code-lines", "    a\n\n"),
    REPEATED("paragraphs", "a\n\n"),
    REPEATED("pipes", "th|"),
    ROW("table", make_halves, "|", "x|", "\n|", "-|", "\n"),
    ROW("table-rows", make_halves, "", "a|", "\n-|-\n", "a\n", ""),
    ROW("heading-closing-run", make_repeated, "# a ", "#", "", "", ""),
    ROW("heading-closing-runs", make_repeated, "# a", " #", "", "", ""),
    ROW("lines-then-underline", make_repeated, "", "a\n", "", "", "==="),
    ROW("break-then-text", make_repeated, "", "* ", "", "", "*a*"),
    ROW("growing-fences", make_growing, "", "`", "\n", "", ""),
    ROW("shrinking-fences", make_shrinking, "", "`", "\n", "", ""),
    ROW("fence-then-blank-lines", make_repeated, "```\n", "\n", "", "", "a"),
    ROW("code-then-blank-lines", make_repeated, "    a\n", "\n", "", "", "    b"),
    ROW("code-then-blank-lines-then-text", make_repeated, "    a\n", "\n", "", "", " b"),
    ROW("code-white-line-then-blank-lines", make_repeated, "    a\n     \n", "\n", "", "", ""),
    ROW("code-then-white-lines", make_repeated, "    a\n", "     \n", "", "", ""),

    /* Tables (GFM 4.10). */
    ROW("table-wide", make_wide_table, "x|", "-|", "", "", "a"),
    ROW("table-wide-bare", make_wide_table, "|", "-|", "", "", "|"),
    ROW("table-wide-aligned", make_wide_table, "|x", "|:-:", "", "", "a"),
    ROW("table-wide-one-row", make_wide_table, "|x", "|-", "", "", ""),
    ROW("table-square", make_square_table, "x|", "-|", "", "", "a"),
    ROW("table-square-bare", make_square_table, "|x", "|-", "", "", "|"),
    ROW("table-square-aligned", make_square_table, "|x", "|-:", "", "", "a"),
    ROW("table-narrow", make_repeated, "|x|\n|-|\n", "a\n", "", "", ""),
    ROW("table-narrow-of-pipes", make_repeated, "|x|\n|-|\n", "|\n", "", "", ""),
    ROW("table-row-of-pipes", make_repeated, "|x|\n|-|\n", "|", "", "", ""),
    ROW("table-rows-too-long", make_repeated, "|x|\n|-|\n", "|a|b|c|d\n", "", "", ""),
    ROW("table-escaped-pipes", make_repeated, "|x|\n|-|\n", "\\|", "", "", ""),
    ROW("table-escaped-cells", make_repeated, "|x|\n|-|\n", "\\|\n", "", "", ""),
    ROW("table-escaped-code", make_repeated, "|x|\n|-|\n|", "`\\|`", "", "", ""),
    ROW("table-code", make_repeated, "|x|\n|-|\n", "`|", "", "", ""),
    ROW("table-code-rows", make_repeated, "|x|y|\n|-|-|\n", "`|`\n", "", "", ""),
    ROW("table-growing-code", make_growing, "|x|\n|-|\n", "`", "|\n", "", ""),
    ROW("table-brackets", make_repeated, "|x|\n|-|\n", "[|](\n", "", "", ""),
    ROW("table-white-cells", make_repeated, "|x|\n|-|\n", "| ", "", "", ""),
    ROW("table-long-white-cell", make_repeated, "|x|\n|-|\n|", " ", "", "", "a"),
    REPEATED("tables", "a|b\n-|-\n\n"),
    REPEATED("tables-of-one", "|\n-\n\n"),
    REPEATED("table-header-again", "a|b\n-|-\n"),
    REPEATED("table-delimiters", "-|-\n"),
    REPEATED("table-delimiters-that-differ", "-|-\n-|-|-\n"),
    REPEATED("table-no-header", "a\n-|-\n"),
    ROW("table-long-header", make_halves, "", "a", "\n", "-|", ""),
    ROW("table-long-header-of-escapes", make_halves, "|", "\\|", "\n", "-", ""),
    ROW("table-lines-then-delimiters", make_halves, "", "a\n", "", "-|-\n", ""),
    ROW("table-in-long-paragraph", make_repeated, "", "a\n", "", "", "b|c\n-|-\n"),
    REPEATED("tables-in-quotes", "> a|b\n> -|-\n> c\n"),
    REPEATED("tables-in-quotes-lazy", "> a|b\n> -|-\nc\n"),
    REPEATED("tables-in-items", "- a|b\n  -|-\n"),
    REPEATED("tables-behind-definitions", "[a]: /b\nc|d\n-|-\n"),
    ROW("table-in-deep-quotes", make_repeated, "", "> ", "a|b\n", "> ", "-|-\n"),
    ROW("table-in-deep-items", make_repeated, "", "- ", "a|b\n", "  ", "-|-\n"),

    /* Alerts. */
    REPEATED("alerts", ">[!TIP]\na\n\n"),
    REPEATED("alerts-of-nothing", ">[!TIP]\n\n"),
    REPEATED("alerts-and-items", "> [!NOTE]\n- a\n"),
    REPEATED("alert-markers", "> [!NOTE]\n"),
    REPEATED("alert-markers-in-line", "> [!NOTE]"),
    ROW("alert-then-blank-lines", make_repeated, "> [!NOTE]\n", ">\n", "", "", "> a"),
    ROW("alert-then-spaces", make_repeated, "> [!NOTE]", " ", "", "", "\n> a"),
    ROW("alert-of-definitions", make_repeated, "> [!NOTE]\n", "> [a]: b\n", "", "", ""),
    ROW("alert-deep", make_repeated, "> [!NOTE]\n", "> ", "", "", "a"),

    /* Strikethrough (GFM 6.5). */
    ROW("tildes-growing", make_growing, "", "~", "a ", "", ""),
    ROW("tildes-growing-both", make_growing, "", "~", "a", "~", ""),
    REPEATED("tildes-open", "~a "),
    REPEATED("tildes-open-double", "~~a "),
    REPEATED("tildes-close", "a~ "),
    REPEATED("tildes-mixed-lengths", "~a ~~b "),
    REPEATED("tildes-hidden", "~~a b~ "),
    ROW("tildes-skipped-then-hidden", make_repeated, "~~a ", "b~~c ", "", "d~ ", ""),
    ROW("tildes-both-then-hidden", make_repeated, "~~a ", "b~~c", "", "", " d~ e~ f~ g~ h~ i~ j~ k~"),
    REPEATED("tildes-and-stars", "*~a ~~*b "),
    REPEATED("tildes-beside-stars", "*~~~"),
    REPEATED("tildes-in-words", "a~b"),
    ROW("tildes-one-run", make_repeated, "a", "~", "", "", "b"),
    REPEATED("tildes-three", "~~~ a"),
    REPEATED("tildes-in-brackets", "[~a~~"),

    /* Task list items (GFM 5.3). */
    REPEATED("tasks", "- [ ] a\n"),
    REPEATED("tasks-empty", "- [x] \n"),
    REPEATED("tasks-nested-in-line", "- - [ ] a\n"),
    REPEATED("task-boxes", "[ ] "),
    REPEATED("tasks-in-quotes", "> - [x] a\n"),
    REPEATED("tasks-of-white-space", "- [ ]     \n"),
    REPEATED("tasks-loose", "- [x] a\n\n"),
    ROW("task-box-then-boxes", make_repeated, "- ", "[ ] ", "", "", ""),

    /* Extended autolinks (GFM 6.9). */
    REPEATED("autolinks-www", "www.a "),
    REPEATED("autolinks-www-underscores", "www._"),
    REPEATED("autolinks-www-in-domain", "www._www.a"),
    REPEATED("autolinks-www-starred", "*www.a_b"),
    REPEATED("autolinks-http", "http://a "),
    REPEATED("autolinks-http-alone", "http://"),
    REPEATED("autolinks-http-underscores", "http://_a"),
    REPEATED("autolinks-http-in-domain", "http://a_b.c"),
    REPEATED("autolinks-letters-then-colon", "httphttp://a_"),
    ROW("autolinks-letters", make_repeated, "", "h", "", "", "ttp://a"),
    ROW("autolinks-long-domain", make_repeated, "http://", "a", "", "", ""),
    ROW("autolinks-long-path", make_repeated, "http://a/", "b_*", "", "", ""),
    ROW("autolinks-closing-parens", make_repeated, "http://a/", ")", "", "", ""),
    ROW("autolinks-parens", make_repeated, "http://a/", "(", "b", ")", ")"),
    ROW("autolinks-punctuation", make_repeated, "http://a", ".", "", "", ""),
    ROW("autolinks-entities", make_repeated, "http://a", "&amp;", "", "", ""),
    ROW("autolinks-semicolons", make_repeated, "http://a/", "b;", "", "", ""),
    ROW("autolinks-domain-end", make_repeated, "http://a", "_.", "", "", " b"),
    REPEATED("autolinks-domain-ends", "www.a_)_"),
    REPEATED("autolinks-email", "a@b.c "),
    REPEATED("autolinks-email-joined", "a@b.c"),
    REPEATED("autolinks-at-signs", "@"),
    REPEATED("autolinks-at-signs-in-text", "a@"),
    REPEATED("autolinks-email-escapes", "a\\_@b.c "),
    REPEATED("autolinks-email-in-emphasis", "*a@b.c* "),
    REPEATED("autolinks-email-underscores", "_a@b"),
    REPEATED("autolinks-email-in-links", "[a@b.c](d) "),
    REPEATED("autolinks-email-in-brackets", "[a@b.c"),
    REPEATED("autolinks-schemes", "mailto:"),
    REPEATED("autolinks-schemes-and-names", "mailto:a@"),
    REPEATED("autolinks-xmpp", "xmpp:a@b.c/d@"),
    ROW("autolinks-xmpp-resource", make_repeated, "xmpp:a@b.c/", "d@.", "", "", ""),
    ROW("autolinks-long-name", make_repeated, "", "a.", "", "", "@b.c"),
    ROW("autolinks-long-host", make_repeated, "a@b", ".c", "", "", "1"),
    ROW("autolinks-escaped-name", make_repeated, "", "\\_", "", "", "a@b.c"),
    REPEATED("autolinks-in-parens", "(www.a.b)"),
    REPEATED("autolinks-then-parens", "http://a))) "),
    REPEATED("autolinks-angles", "http://a<"),
    REPEATED("autolinks-quotes", "\"http://a\""),
    ROW("autolinks-parens-then-stops", make_halves, "http://a/", "(", "", ").", ""),
    ROW("autolinks-mixed-tail", make_repeated, "http://a/", ").", "", "", ""),
    ROW("autolinks-punctuation-of-all-kinds", make_repeated, "www.a.b/", "?!.,:*_~'\"", "", "", ""),
    ROW("autolinks-entities-and-parens", make_repeated, "http://a/", "&a;)", "", "", ""),
    ROW("autolinks-ampersands", make_repeated, "http://a/", "&", "", "", ";"),
    ROW("autolinks-long-entity", make_repeated, "http://a/&", "b", "", "", ";"),
    ROW("autolinks-underscored-domain", make_repeated, "http://a", "_b.c", "", "", ""),
    ROW("autolinks-at-signs-joined", make_repeated, "", "a@", "", "", "b.c"),
    ROW("autolinks-names-of-stops", make_repeated, "", ".", "", "", "a@b.c"),
    ROW("autolinks-host-of-hyphens", make_repeated, "a@b", "-", "", "", ".c"),
    REPEATED("autolinks-in-cells", "|www.a|b@c.d"),
    REPEATED("autolinks-brackets", "[ http://a "),
    REPEATED("autolinks-wide-domain", "www.\xC3\xA4_"),

    /* The tag filter (GFM 6.11) and identifiers of headings. */
    ROW("tags-in-block", make_repeated, "<div>\n", "<script", "", "", ""),
    REPEATED("tags-filtered", "<xmp>"),
    ROW("tags-angles", make_repeated, "<div>\n", "<", "", "", ""),
    REPEATED("headings-equal", "# a\n"),
    REPEATED("headings-empty", "#\n"),
    REPEATED("headings-equal-in-turn", "# a\n# b\n# c\n"),
    REPEATED("headings-with-numbers", "# a\n# a-1\n# a-2\n# a\n"),
    ROW("headings-growing", make_growing, "", "#a", "\n", "", ""),
    REPEATED("headings-of-capitals", "# \xC8\xBA\n"),

    /* Footnotes. */
    REPEATED("footnotes-definitions", "[^a]:\n"),
    REPEATED("footnotes-definitions-nested", "[^a]:"),
    ROW("footnotes-nested-and-used", make_repeated, "[^a]\n\n", "[^a]: ", "", "", ""),
    REPEATED("footnotes-references", "[^a]"),
    ROW("footnotes-one-defined", make_repeated, "[^a]: b\n\n", "[^a]", "", "", ""),
    REPEATED("footnotes-each-with-its-reference", "[^a]\n[^a]: [^a]\n"),
    ROW("footnotes-open", make_repeated, "[^a]: b\n\n", "[^a", "", "", ""),
    ROW("footnotes-brackets", make_repeated, "[^a]: b\n\n", "[^a", "b", "]", ""),
    ROW("footnotes-carets", make_repeated, "", "[^", "a", "]", ""),
    ROW("footnotes-long-label", make_repeated, "[^", "a", "", "", "]: b"),
    ROW("footnotes-long-labels", make_growing, "", "[^", "]: b\n", "", ""),
    ROW("footnotes-runs-within", make_repeated, "[^a*_~]: b\n\n", "*_[^a*_~]", "", "", ""),
    ROW("footnotes-entities-within", make_repeated, "[^&amp;]: b\n\n", "[^&amp;]", "", "", ""),
    ROW("footnotes-emails-within", make_repeated, "[^a@b.c]: b\n\n", "[^a@b.c]d@e.f", "", "", ""),
    ROW("footnotes-in-images", make_repeated, "[^a]: b\n\n", "![[^a]", "", "](c)", ""),
    ROW("footnotes-blank-lines", make_repeated, "", "[^a]:", "", "\n", ""),
    ROW("footnotes-indented", make_repeated, "[^a]: b\n", "\n    c\n", "", "", "\n[^a]"),
    ROW("footnotes-definitions-behind", make_repeated, "[^a]: b\n\n", "    [^b]: c\n", "", "", "[^a]"),
    ROW("footnotes-headings", make_repeated, "[^a]\n\n[^a]: b\n\n", "    # c\n", "", "", ""),
    ROW("footnotes-in-quotes", make_repeated, "", "> [^a]: ", "[^a]", "", ""),
    ROW("footnotes-and-uses", make_numbered_twice, "[^", "[^", "\n", "]", "]: u\n"),
    ROW("footnotes-uses-then-definitions", make_numbered_twice, "[^", "\n\n[^", "\n", "]: u", "] "),
    ROW("footnotes-in-items", make_repeated, "", "- [^a]: ", "[^a]", "", ""),

    /* Lines, white space, bytes (2). */
    REPEATED("long-word", "a"),
    REPEATED("words", "a "),
    REPEATED("lines", "a\n"),
    REPEATED("hard-breaks", "a  \n"),
    REPEATED("backslash-breaks", "a\\\n"),
    REPEATED("blank-lines", "\n"),
    REPEATED("blank-lines-cr", "\r"),
    REPEATED("blank-lines-crlf", "\r\n"),
    REPEATED("white-lines", " \n"),
    REPEATED("vertical-tabs", "aaa\rbbb\n-\v\n"),
    REPEATED("spaces", " "),
    REPEATED("tabs", "\t"),
    REPEATED("nul-bytes", "\0"),
    REPEATED("invalid-bytes", "\xFF"),
    REPEATED("cut-sequences", "\xE2\x82"),
    REPEATED("byte-order-marks", "\xEF\xBB\xBF"),
    REPEATED("wide-characters", "\xE4\xBD\xA0\xE5\xA5\xBD"),
    ROW("spaces-in-line", make_repeated, "a", " ", "", "", "b"),
    ROW("tabs-in-line", make_repeated, "a", "\t", "", "", "b"),
    ROW("indented-lines", make_repeated, "a", "\n          b", "", "", ""),
    ROW("percent-encoded", make_repeated, "[a](", "\xC3\xA4", "", "", ")"),

    /* Whatever else there is. */
    ROW("noise-inline", make_noise, "", "*_`[]()!<>&\\ a\n", "", "", ""),
    ROW("noise-block", make_noise, "", "\n\n\n -+*>#=`~1.)<a\t", "", "", ""),
    ROW("noise-brackets", make_noise, "", "[]()!<>:\"'a \n", "", "", ""),
};
const size_t spec_hostile_count = sizeof spec_hostiles / sizeof *spec_hostiles;

const struct spec_hostile spec_deep_hostiles[] = {
    REPEATED("deep-quotes", ">"),
    REPEATED("deep-items", "- "),
    REPEATED("deep-numbers", "1. "),
    REPEATED("deep-quotes-and-items", "> - 1) "),
    REPEATED("deep-footnotes", "[^a]: "),
    ROW("deep-footnotes-text", make_repeated, "[^a]\n\n", "[^a]: ", "", "", "a\n\nb\n"),
    ROW("deep-quotes-text", make_repeated, "", "> ", "", "", "a\n\nb\n"),
    ROW("deep-items-text", make_repeated, "", "+ ", "", "", "a\n\nb\n"),
    AROUND("deep-emphasis", "*a ", "b", " a*"),
    AROUND("deep-strikethrough", "~a ~~b ", "c", " b~~ a~"),
    AROUND("deep-strong", "**", "b", "**"),
    AROUND("deep-mixed-emphasis", "*a _b ", "c", " b_ a*"),
    AROUND("deep-images", "![a ", "b", "](u)"),
    AROUND("deep-brackets", "[", "a", "]"),
    AROUND("deep-links", "[a ", "b", "](u)"),
    AROUND("deep-smart-quotes", "\"a 'b ", "c", " b' a\""),
    ROW("deep-parens", make_repeated, "[a](", "(", "b", ")", ")"),
    ROW("deep-references", make_repeated, "[a]: u\n\n", "![", "a", "][a]", ""),
};
const size_t spec_deep_hostile_count = sizeof spec_deep_hostiles / sizeof *spec_deep_hostiles;
/* clang-format on */
