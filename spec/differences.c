/* differences.c: see differences.h. */
#include "differences.h"
#include "oracle.h"

#include <string.h>

const struct oracle_difference oracle_differences[] = {
    {"symbols", "0.31.2 counts Unicode symbols as punctuation where delimiter runs are classified; 0.30 did not"},
    {"openers-bottom",
     "cmark 0.30.2 forgets openers of underscores, if a closer did not match them by the rule of three"},
    {"backticks", "cmark forgets closing backticks, once an opening run of another length has none"},
    {"trimmed-destination", "a destination in angle brackets may begin and end with spaces; cmark trims it"},
    {"destination-lines", "a destination in angle brackets holds no line ending; cmark takes one behind a backslash"},
    {"comments",
     "0.31.2 lets an HTML comment hold any text up to -->, and <!--> and <!---> be whole ones; 0.30 did not"},
    {"declarations",
     "0.31.2 lets a declaration be <!, a letter, anything, >; cmark 0.30.2 wants capitals, then a space"},
    {"html-names",
     "0.31.2 lets <search> begin an HTML block of kind 6 and <source> not; 0.30 had it the other way round"},
    {"html-ends", "the text of an instruction may end in ?, that of a CDATA section in ], right before their ends"},
    {"cdata-case", "<![CDATA[ is written in capitals; the specification says where case does not matter"},
    {"break-after-definition",
     "--- after a link reference definition underlines nothing, so it is a thematic break, and - is a list item"},
    {"definition-blocks", "a definition is a block of a list item (example 317): it can make it loose, and it is no "
                          "blank line at its start"},
    {"stale-title",
     "cmark keeps the title of a definition although what follows it in its line means that it has none"},
    {"blank-item", "an item begins with at most one blank line; cmark counts lines of spaces as its indented content"},
    {"blank-label", "a label holds a character that is no white space, so [a][ ] is [a], then text"},
    {"title-escape",
     "a title ends where it first can; cmark goes on behind an escaped backslash if it can end later, and "
     "ends at an escaped quote or parenthesis if nowhere else"},
    {"empty-title", "cmark prints the title of [a](b \"\") as an empty attribute; without a title there is none here"},
    {"empty-info", "cmark prints an empty info string in XML where only spaces follow a fence, there is none here; and "
                   "cmark takes white space off it that entities stand for"},
    {"escaped-ampersand", "in titles, destinations and info strings cmark decodes entities first and then unescapes, "
                          "also what a backslash from an entity stands before"},
    {"lazy-indent",
     "a paragraph's lines lose their indentation; in lazy ones cmark leaves it in code, HTML, titles, definitions"},
    {"noncharacters", "&#xFFFE; and &#xFFFF; are characters; cmark writes single bytes FE and FF for them"},
    {"fence-indent",
     "a fence's indentation is counted in columns; cmark counts a tab that an item took a part of as one"},
    {"tightness",
     "blank lines beside a thematic break make a list loose, as beside any block, and those in an HTML block "
     "that the item's end closes do not, as in a fenced one"},
    {NULL, NULL},
};

/* Examples of the specification 0.31.2 that cmark 0.30.2 gets wrong. */
const struct oracle_example oracle_examples[] = {
    {354, "symbols"},
    {625, "comments"},
    {626, "comments"},
    {0, NULL},
};

static bool begins_with(const char *text, size_t size, const char *prefix)
{
    return size >= strlen(prefix) && memcmp(text, prefix, strlen(prefix)) == 0;
}

/* Whether `<!--` at text[0] is read differently: 0.30 ends it at the first `--`, which must be followed by `>`, and
 * takes no text that begins with `>` or `->`. */
static bool is_comment_difference(const char *text, size_t size)
{
    if (begins_with(text, size, "<!-->") || begins_with(text, size, "<!--->"))
        return true;
    for (size_t i = 4; i + 1 < size; i++)
        if (text[i] == '-' && text[i + 1] == '-')
            return i == 4 || i + 2 == size || text[i + 2] != '>';
    return false;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_letter(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z');
}

/* Whether `<!` at text[0] is read differently: 0.30.2 wants capitals and then white space. */
static bool is_declaration_difference(const char *text, size_t size)
{
    size_t end = 2;
    while (end < size && is_upper(text[end]))
        end++;
    bool spaced = end < size && (text[end] == ' ' || text[end] == '\t' || text[end] == '\n' || text[end] == '\r');
    return end == 2 ? end < size && is_letter(text[end]) : !spaced;
}

static unsigned hexadecimal(char c)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *digit = c != '\0' ? strchr(digits, c) : NULL;
    return digit ? (unsigned)(digit - digits) % 16 : 16;
}

/* The number of the reference that `&#` at text[0] begins, if it is below 2^16; 0 if it is none. */
static unsigned reference_number(const char *text, size_t size)
{
    size_t i = 2;
    unsigned base = i < size && (text[i] == 'x' || text[i] == 'X') ? 16 : 10, number = 0;
    for (i += base == 16; i < size && hexadecimal(text[i]) < base && number <= 0xFFFF; i++)
        number = number * base + hexadecimal(text[i]);
    return number <= 0xFFFF ? number : 0;
}

/* "noncharacters", "escaped-ampersand": whether `&#` at text[0] begins a reference to one, or to a backslash. */
static bool is_numeric_difference(const char *text, size_t size)
{
    unsigned number = reference_number(text, size);
    return number == 0xFFFE || number == 0xFFFF || number == '\\';
}

/* "empty-info": whether a fence begins at text[0] whose info string begins with a reference to white space. */
static bool is_info_difference(const char *text, size_t size)
{
    size_t at = 0;
    while (at < size && strchr("`~", text[at]) != NULL && text[at] == text[0])
        at++;
    if (at < 3)
        return false;
    while (at < size && (text[at] == ' ' || text[at] == '\t'))
        at++;
    const char *info = text + at;
    if (begins_with(info, size - at, "&#")) {
        unsigned number = reference_number(info, size - at);
        return number == ' ' || (number >= '\t' && number <= '\r');
    }
    return begins_with(info, size - at, "&Tab;") || begins_with(info, size - at, "&NewLine;");
}

/* The same for a prefix in capitals, of which each letter may be small. */
static bool begins_with_in_any_case(const char *text, size_t size, const char *prefix)
{
    size_t i = 0;
    while (i < size && prefix[i] != '\0' &&
           (text[i] == prefix[i] || (is_letter(text[i]) && (text[i] & 0x5F) == prefix[i])))
        i++;
    return prefix[i] == '\0';
}

/* "cdata-case": whether a letter of `<![CDATA[` at text[0] is not a capital. */
static bool is_cdata_difference(const char *text, size_t size)
{
    static const char capitals[] = "<![CDATA[";
    return begins_with_in_any_case(text, size, capitals) && !begins_with(text, size, capitals);
}

/* Differences that show in a few characters. Of symbols, only the pound and the euro occur in random documents: an
 * example of the specification lends them. */
static bool is_inline_difference(const char *text, size_t size)
{
    static const char *const sequences[] = {"\xC2\xA3", "\xE2\x82\xAC", "?\?>", "]]]>", "\\&", "&bsol;"};
    static const char *const names[] = {"SEARCH", "SOURCE"}; /* "html-names" */
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
        if (begins_with(text, size, sequences[i]))
            return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (begins_with_in_any_case(text, size, names[i]))
            return true;
    if (begins_with(text, size, "<!--"))
        return is_comment_difference(text, size);
    if (begins_with(text, size, "&#"))
        return is_numeric_difference(text, size);
    if (is_info_difference(text, size))
        return true;
    if (is_cdata_difference(text, size))
        return true;
    return begins_with(text, size, "<!") && is_declaration_difference(text, size);
}

static bool is_line_end(char c)
{
    return c == '\n' || c == '\r';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* What a line of a random document looks like, where that matters to a difference. */
struct line_traits {
    bool is_blank;       /* white space and block quote markers only */
    bool is_white;       /* the same, with white space at its end */
    bool has_marker;     /* begins with a list marker, or nearly */
    bool is_title;       /* behind container markers begins a title */
    bool is_indented;    /* behind white space begins a label */
    bool is_break;       /* behind container markers a thematic break or a line of dashes, or nearly */
    bool is_tab_fence;   /* behind container markers and a tab a code fence */
    bool is_html;        /* behind container markers HTML that may hold blank lines, or nearly */
    bool ends_as_marker; /* may be an empty list item */
};

static struct line_traits read_line(const char *line, size_t size)
{
    size_t begin = 0;
    while (begin < size && (is_space(line[begin]) || line[begin] == '>'))
        begin++;
    struct line_traits traits = {.is_blank = begin == size};
    traits.is_white = traits.is_blank && size > 0 && is_space(line[size - 1]);
    traits.is_indented = begin > 0 && begin < size && is_space(line[begin - 1]) && line[begin] == '[';
    traits.has_marker = begin < size && strchr("-+*0123456789", line[begin]) != NULL;
    while (begin < size && (is_space(line[begin]) || strchr(">-+*.0123456789)", line[begin]) != NULL))
        begin++;
    traits.is_title = begin < size && strchr("\"'(", line[begin]) != NULL;
    traits.is_tab_fence = begin < size && strchr("`~", line[begin]) != NULL && memchr(line, '\t', begin) != NULL;
    traits.is_html = begin + 1 < size && line[begin] == '<' && memchr("!?pPsStT", line[begin + 1], 8) != NULL;

    size_t end = size;
    while (end > 0 && is_space(line[end - 1]))
        end--;
    traits.ends_as_marker = end > 0 && strchr("-+*.)", line[end - 1]) != NULL;
    size_t marks = 0;
    while (end > 0 && (is_space(line[end - 1]) || strchr("-*_", line[end - 1]) != NULL))
        marks += !is_space(line[--end]);
    traits.is_break = marks >= 3;
    return traits;
}

/* The differences that take certain lines: "blank-item", "fence-indent" and, beside a thematic break or in HTML,
 * "tightness"; if the document may hold a definition also "break-after-definition", "definition-blocks", "stale-title"
 * and "lazy-indent". */
static bool holds_line_difference(const struct spec_bytes *document, bool may_define)
{
    struct line_traits before = {0};
    bool has_marker = false, has_html = false;
    for (size_t begin = 0; begin < document->size;) {
        size_t end = begin;
        while (end < document->size && !is_line_end(document->data[end]))
            end++;
        struct line_traits line = read_line(document->data + begin, end - begin);
        has_marker = has_marker || line.has_marker;
        has_html = has_html || line.is_html;
        if (has_marker && has_html && line.is_blank)
            return true;
        if ((before.ends_as_marker && line.is_white) || (has_marker && before.is_break && line.is_blank))
            return true;
        if (has_marker && line.is_tab_fence)
            return true;
        if (may_define && (line.is_break || line.ends_as_marker || line.is_title || line.is_indented))
            return true;
        if (may_define && has_marker && line.is_blank)
            return true;
        before = line;
        bool is_crlf = end + 1 < document->size && document->data[end] == '\r' && document->data[end + 1] == '\n';
        begin = end + (is_crlf ? 2 : 1);
    }
    return false;
}

/* Whether text[0] begins `][`, white space, `]`. */
static bool is_blank_label(const char *text, size_t size)
{
    size_t end = 2;
    while (end < size && (is_space(text[end]) || is_line_end(text[end]) || text[end] == '>'))
        end++;
    return begins_with(text, size, "][") && end > 2 && end < size && text[end] == ']';
}

/* "trimmed-destination" and "destination-lines", with a `<` at text[0]. */
static bool is_destination_difference(const char *text, size_t size)
{
    bool is_line_escaped = false;
    for (size_t end = 1; begins_with(text, size, "<") && end < size; end++) {
        bool is_escaped = text[end - 1] == '\\';
        if (text[end] == '>' && end > 1 && (is_line_escaped || is_space(text[1]) || is_space(text[end - 1])))
            return true;
        if (!is_escaped && (text[end] == '>' || is_line_end(text[end])))
            return false;
        is_line_escaped = is_line_escaped || is_line_end(text[end]);
    }
    return false;
}

static size_t run_length(const struct spec_bytes *document, size_t begin, char c)
{
    size_t end = begin;
    while (end < document->size && document->data[end] == c)
        end++;
    return end - begin;
}

/* Whether three runs of backticks of one length come before the next of `length`, from `begin` on. Behind a backslash
 * a run counts as one that is shorter by a backtick, too: that is what it is outside of code. */
static bool three_runs_come_first(const struct spec_bytes *document, size_t begin, size_t length)
{
    enum { LENGTH_MAX = 16 }; /* very long runs count as equal */
    size_t counts[LENGTH_MAX] = {0};
    for (size_t i = begin, run; i < document->size; i += run + 1) {
        run = run_length(document, i, '`');
        if (run == length)
            return false;
        bool escaped = run > 1 && i > 0 && document->data[i - 1] == '\\';
        for (size_t shorter = 0; run > 0 && shorter <= escaped; shorter++) {
            size_t size = run - shorter;
            if (++counts[size < LENGTH_MAX ? size : LENGTH_MAX - 1] == 3)
                return true;
        }
    }
    return false;
}

/* "backticks": whether three runs of a length, two to be read as a code span and one to be forgotten, follow a run that
 * no equal one closes before them. */
static bool holds_backtick_difference(const struct spec_bytes *document)
{
    for (size_t i = 0, run; i < document->size; i += run + 1) {
        run = run_length(document, i, '`');
        bool escaped = run > 1 && i > 0 && document->data[i - 1] == '\\';
        for (size_t shorter = 0; run > 0 && shorter <= escaped; shorter++)
            if (three_runs_come_first(document, i + run, run - shorter))
                return true;
    }
    return false;
}

static bool is_punctuation(char c)
{
    return (unsigned char)c >= 0x80 || (c > ' ' && !is_letter(c) && !(c >= '0' && c <= '9'));
}

/* "title-escape": whether a title may begin, and the last of what could end it in a line is escaped, or something of
 * that stands behind an escaped backslash. */
static bool holds_title_difference(const struct spec_bytes *document)
{
    static const char opens[] = "\"'(", closes[] = "\"')";
    const char *text = document->data;
    bool opened[3] = {false, false, false}, escaped[3] = {false, false, false};
    for (size_t i = 1; i < document->size; i++) {
        const char *open = strchr(opens, text[i]), *close = strchr(closes, text[i]);
        if (is_line_end(text[i]))
            for (size_t k = 0; k < 3; k++)
                if (opened[k] && escaped[k])
                    return true;
        if (text[i] != '\0' && open && (is_space(text[i - 1]) || is_line_end(text[i - 1])))
            opened[open - opens] = true;
        if (text[i] == '\0' || !close)
            continue;
        escaped[close - closes] = text[i - 1] == '\\';
        if (opened[close - closes] && i > 1 && text[i - 1] == '\\' && text[i - 2] == '\\')
            return true;
    }
    return (opened[0] && escaped[0]) || (opened[1] && escaped[1]) || (opened[2] && escaped[2]);
}

/* "openers-bottom": whether an underscore run can both open and close, and runs have different lengths. */
static bool holds_underscore_difference(const struct spec_bytes *document)
{
    const char *text = document->data;
    size_t first_length = 0;
    bool lengths_differ = false;
    bool one_is_both = false;
    for (size_t begin = 0; begin < document->size;) {
        size_t end = begin;
        while (end < document->size && text[end] == '_')
            end++;
        if (end > begin) {
            lengths_differ = lengths_differ || (first_length != 0 && first_length != end - begin);
            first_length = end - begin;
            one_is_both = one_is_both || (begin > 0 && is_punctuation(text[begin - 1]) && end < document->size &&
                                          is_punctuation(text[end]));
        }
        begin = end + 1;
    }
    return lengths_differ && one_is_both;
}

bool spec_difference_in_random(const struct spec_bytes *document)
{
    bool may_define = false;
    for (size_t i = 0; i < document->size; i++) {
        const char *at = document->data + i;
        size_t left = document->size - i;
        if (is_inline_difference(at, left) || is_blank_label(at, left) || is_destination_difference(at, left))
            return true;
        may_define = may_define || begins_with(at, left, "]:");
    }
    return holds_title_difference(document) || holds_underscore_difference(document) ||
           holds_backtick_difference(document) || holds_line_difference(document, may_define);
}

void spec_difference_unindent(const struct spec_bytes *document, struct spec_bytes *out)
{
    spec_clear(out);
    bool is_indentation = true; /* what stands before the line's first character but block quote markers */
    for (size_t i = 0; i < document->size; i++) {
        char c = document->data[i];
        if (is_indentation && is_space(c))
            continue;
        spec_append(out, &c, 1);
        is_indentation = is_line_end(c) || (is_indentation && c == '>');
    }
}

bool spec_difference_in_spaces(const struct spec_bytes *a, const struct spec_bytes *b)
{
    size_t i = 0;
    size_t j = 0;
    for (;;) {
        while (i < a->size && (a->data[i] == ' ' || a->data[i] == '\t'))
            i++;
        while (j < b->size && (b->data[j] == ' ' || b->data[j] == '\t'))
            j++;
        if (i == a->size || j == b->size)
            return i == a->size && j == b->size;
        if (a->data[i++] != b->data[j++])
            return false;
    }
}
