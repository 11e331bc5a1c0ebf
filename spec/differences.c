/* differences.c: see differences.h. */
#include "differences.h"

#include <string.h>

static const struct {
    const char *name;
    const char *reason;
} reasons[] = {
    {"symbols", "0.31.2 counts Unicode symbols as punctuation where delimiter runs are classified; 0.30 did not"},
    {"comments",
     "0.31.2 lets an HTML comment hold any text up to -->, and <!--> and <!---> be whole ones; 0.30 did not"},
    {"declarations",
     "0.31.2 lets a declaration be <!, a letter, anything, >; cmark 0.30.2 wants capitals, then a space"},
    {"html-names",
     "0.31.2 lets <search> begin an HTML block of kind 6 and <source> not; 0.30 had it the other way round"},
    {"html-ends", "the text of an instruction may end in ?, that of a CDATA section in ], right before their ends"},
    {"cdata-case", "<![CDATA[ is written in capitals; the specification says where case does not matter"},
    {"break-after-definition", "--- after a link reference definition underlines nothing, so it is a thematic break"},
    {"stale-title",
     "cmark keeps the title of a definition although what follows it in its line means that it has none"},
    {"blank-item", "an item begins with at most one blank line; cmark counts lines of spaces as its indented content"},
    {"blank-label", "a label holds a character that is no white space, so [a][ ] is [a], then text"},
    {"escaped-ampersand", "in titles, destinations and info strings cmark decodes entities first and then unescapes"},
    {"lazy-indent",
     "a paragraph's lines lose their indentation; in lazy ones cmark leaves it in code spans, HTML and titles"},
    {"tightness", "a link reference definition counts as a block where blank lines between blocks make a list loose"},
};

/* Examples of the specification 0.31.2 that cmark 0.30.2 gets wrong. */
static const struct {
    unsigned example;
    const char *reason;
} spec_differences[] = {
    {354, "symbols"},
    {625, "comments"},
    {626, "comments"},
};

bool spec_difference_is_named(const char *name)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (strcmp(reasons[i].name, name) == 0)
            return true;
    return false;
}

const char *spec_difference_of_example(const struct spec_example *example, bool is_spec)
{
    static const char prefix[] = "cmark:";
    if (strncmp(example->note, prefix, sizeof prefix - 1) == 0)
        return example->note + sizeof prefix - 1;
    for (size_t i = 0; is_spec && i < sizeof spec_differences / sizeof *spec_differences; i++)
        if (spec_differences[i].example == example->number)
            return spec_differences[i].reason;
    return NULL;
}

/* Whether `<!--` at text[0] is read differently: 0.30 ends it at the first `--`, which must be followed by `>`, and
 * takes no text that begins with `>` or `->`. */
static bool is_comment_difference(const char *text, size_t size)
{
    if (size > 4 && text[4] == '>')
        return true;
    for (size_t i = 4; i + 1 < size; i++)
        if (text[i] == '-' && text[i + 1] == '-')
            return i == 4 || i + 2 == size || text[i + 2] != '>';
    return size > 5 && text[4] == '-' && text[5] == '>';
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

static bool begins_with(const char *text, size_t size, const char *prefix)
{
    return size >= strlen(prefix) && memcmp(text, prefix, strlen(prefix)) == 0;
}

/* Differences that show in a few characters. */
static bool is_inline_difference(const char *text, size_t size)
{
    static const char *const sequences[] = {"search", "source", "?\?>", "]]]>", "<![cdata[", "\\&"};
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++)
        if (begins_with(text, size, sequences[i]))
            return true;
    if (begins_with(text, size, "<!--"))
        return is_comment_difference(text, size);
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

/* What the lines of a random document begin and end with, where that may be read differently. */
struct line_traits {
    bool is_blank;        /* white space and block quote markers only */
    bool is_white;        /* the same, with white space behind the last marker */
    bool begins_as_title; /* after container markers, with a quote or a parenthesis */
    bool holds_dashes;
    bool ends_as_marker; /* perhaps of an empty list item */
};

static struct line_traits read_line(const char *line, size_t size)
{
    struct line_traits traits = {.is_blank = true};
    size_t begin = 0;
    while (begin < size && (is_space(line[begin]) || line[begin] == '>'))
        begin++;
    traits.is_blank = begin == size;
    traits.is_white = traits.is_blank && size > 0 && is_space(line[size - 1]);
    while (begin < size &&
           (is_space(line[begin]) || strchr(">-+*.0123456789", line[begin]) != NULL || line[begin] == ')'))
        begin++;
    traits.begins_as_title = begin < size && strchr("\"'(", line[begin]) != NULL;
    for (size_t i = 0; i + 3 <= size; i++)
        traits.holds_dashes = traits.holds_dashes || memcmp(line + i, "---", 3) == 0;
    size_t end = size;
    while (end > 0 && is_space(line[end - 1]))
        end--;
    traits.ends_as_marker = end > 0 && strchr("-+*.)", line[end - 1]) != NULL;
    return traits;
}

/* "blank-item"; and, if the document may hold a definition, "break-after-definition", "stale-title" and "tightness",
 * which each need a certain line beside it: so, whether there is such a line at all. */
static bool holds_line_difference(const struct spec_bytes *document, bool may_define)
{
    bool after_marker = false;
    for (size_t begin = 0; begin < document->size;) {
        size_t end = begin;
        while (end < document->size && !is_line_end(document->data[end]))
            end++;
        struct line_traits line = read_line(document->data + begin, end - begin);
        if (line.is_white && after_marker)
            return true;
        if (may_define && (line.is_blank || line.holds_dashes || line.begins_as_title))
            return true;
        after_marker = line.ends_as_marker;
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

bool spec_difference_in_random(const struct spec_bytes *document)
{
    bool may_define = false;
    for (size_t i = 0; i < document->size; i++) {
        const char *at = document->data + i;
        size_t left = document->size - i;
        if (is_inline_difference(at, left) || is_blank_label(at, left))
            return true;
        may_define = may_define || begins_with(at, left, "]:");
    }
    return holds_line_difference(document, may_define);
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
