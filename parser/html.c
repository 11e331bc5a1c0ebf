/* html.c: recognising HTML. See html.h. It is recognised, never interpreted. */
#include "html.h"

#include <string.h>

/* ------------------------------------------------------------------------------------------ raw HTML in text (6.6) */

static inline bool starts_with(const char *s, uint32_t at, uint32_t end, const char *what, uint32_t size)
{
    return end - at >= size && memcmp(s + at, what, size) == 0;
}

/* The position behind the first `what` at or behind `from`, or 0. *memo is from where on there is none. */
static uint32_t find_behind(const char *s, uint32_t from, uint32_t end, const char *what, uint32_t size, uint32_t *memo)
{
    if (from >= *memo)
        return 0;
    for (uint32_t at = from; at < end; at++) {
        const char *found = memchr(s + at, what[0], end - at);
        if (!found)
            break;
        at = (uint32_t)(found - s);
        if (starts_with(s, at, end, what, size))
            return at + size;
    }
    *memo = from;
    return 0;
}

/* A tag name begins with a letter, an attribute's name with a letter or _ or : (spec 6.6). */
static const struct byte_set letters = {{0, LETTER_BITS}};
static const struct byte_set name_characters = {{DIGIT_BITS | BYTE_BIT('-'), LETTER_BITS}};
static const struct byte_set attribute_starts = {{BYTE_BIT(':'), LETTER_BITS | BYTE_BIT('_')}};
static const struct byte_set attribute_characters = {
    {DIGIT_BITS | BYTE_BIT('.') | BYTE_BIT(':') | BYTE_BIT('-'), LETTER_BITS | BYTE_BIT('_')}};
/* What ends an unquoted value. NUL, which is still to be replaced where blocks are looked for, is a character like
 * others. */
static const struct byte_set value_ends = {{BYTE_BIT(' ') | BYTE_BIT('\t') | BYTE_BIT('\n') | BYTE_BIT('\r') |
                                                BYTE_BIT('"') | BYTE_BIT('\'') | BYTE_BIT('=') | BYTE_BIT('<') |
                                                BYTE_BIT('>'),
                                            BYTE_BIT('`')}};

/* Where the name at `at` ends, or 0 if there is none. */
static uint32_t skip_name(const char *s, uint32_t at, uint32_t end, const struct byte_set *first,
                          const struct byte_set *rest)
{
    if (at >= end || !byte_set_has(first, s[at]))
        return 0;
    while (at < end && byte_set_has(rest, s[at]))
        at++;
    return at;
}

static uint32_t skip_tag_name(const char *s, uint32_t at, uint32_t end)
{
    return skip_name(s, at, end, &letters, &name_characters);
}

static uint32_t skip_attribute_name(const char *s, uint32_t at, uint32_t end)
{
    return skip_name(s, at, end, &attribute_starts, &attribute_characters);
}

/* Attribute value: unquoted, or in single or double quotes. 0 if there is none. */
static uint32_t skip_attribute_value(const char *s, uint32_t at, uint32_t end, struct html_memo *memo)
{
    if (at >= end)
        return 0;
    if (s[at] == '"' || s[at] == '\'') {
        const char quote[1] = {s[at]};
        return find_behind(s, at + 1, end, quote, 1, &memo->no_quote_end[s[at] == '"']);
    }
    uint32_t begin = at;
    while (at < end && !byte_set_has(&value_ends, s[at]))
        at++;
    return at > begin ? at : 0;
}

/* Attributes, each behind white space. Returns where they end, or 0 where one is broken. */
static uint32_t skip_attributes(const char *s, uint32_t at, uint32_t end, struct html_memo *memo)
{
    for (;;) {
        uint32_t name = skip_blank(s, at, end);
        uint32_t name_end = name > at ? skip_attribute_name(s, name, end) : 0;
        if (!name_end)
            return name;
        at = name_end;
        uint32_t equals = skip_blank(s, at, end);
        if (equals < end && s[equals] == '=') {
            at = skip_attribute_value(s, skip_blank(s, equals + 1, end), end, memo);
            if (!at)
                return 0;
        }
    }
}

static uint32_t scan_open_tag(const char *s, uint32_t at, uint32_t end, struct html_memo *memo)
{
    at = skip_tag_name(s, at + 1, end);
    if (at)
        at = skip_attributes(s, at, end, memo);
    if (!at)
        return 0;
    if (at < end && s[at] == '/')
        at++;
    return at < end && s[at] == '>' ? at + 1 : 0;
}

static uint32_t scan_closing_tag(const char *s, uint32_t at, uint32_t end)
{
    at = skip_tag_name(s, at + 2, end);
    if (!at)
        return 0;
    at = skip_blank(s, at, end);
    return at < end && s[at] == '>' ? at + 1 : 0;
}

/* "<!-->", "<!--->", or "<!--" and everything up to "-->". */
static uint32_t scan_comment(const char *s, uint32_t at, uint32_t end, struct html_memo *memo)
{
    if (starts_with(s, at + 4, end, ">", 1))
        return at + 5;
    if (starts_with(s, at + 4, end, "->", 2))
        return at + 6;
    return find_behind(s, at + 4, end, "-->", 3, &memo->no_comment_end);
}

uint32_t html_scan_inline(const char *s, uint32_t at, uint32_t end, struct html_memo *memo)
{
    if (end - at < 3)
        return 0;
    char next = s[at + 1];
    if (next == '/')
        return scan_closing_tag(s, at, end);
    if (next == '?')
        return find_behind(s, at + 2, end, "?>", 2, &memo->no_instruction_end);
    if (next != '!')
        return scan_open_tag(s, at, end, memo);
    if (starts_with(s, at, end, "<!--", 4))
        return scan_comment(s, at, end, memo);
    if (starts_with(s, at, end, "<![CDATA[", 9))
        return find_behind(s, at + 9, end, "]]>", 3, &memo->no_cdata_end);
    if (is_ascii_letter(s[at + 2]))
        return find_behind(s, at + 2, end, ">", 1, &memo->no_declaration_end);
    return 0;
}

/* --------------------------------------------------------------------------------------------- HTML blocks (4.6) */

enum { NAME_MOST = 10, NAME_TEXT = 1, NAME_BLOCK = 6 };

/* The names of start conditions 1 and 6, sorted. The rest of a name's bytes are NUL, which no name has. */
struct block_name {
    char name[15];
    uint8_t condition;
};

#define TEXT(name)                                                                                                     \
    {                                                                                                                  \
        name, NAME_TEXT                                                                                                \
    }
#define BLOCK(name)                                                                                                    \
    {                                                                                                                  \
        name, NAME_BLOCK                                                                                               \
    }

static const struct block_name block_names[] = {
    BLOCK("address"),  BLOCK("article"),    BLOCK("aside"),  BLOCK("base"),     BLOCK("basefont"), BLOCK("blockquote"),
    BLOCK("body"),     BLOCK("caption"),    BLOCK("center"), BLOCK("col"),      BLOCK("colgroup"), BLOCK("dd"),
    BLOCK("details"),  BLOCK("dialog"),     BLOCK("dir"),    BLOCK("div"),      BLOCK("dl"),       BLOCK("dt"),
    BLOCK("fieldset"), BLOCK("figcaption"), BLOCK("figure"), BLOCK("footer"),   BLOCK("form"),     BLOCK("frame"),
    BLOCK("frameset"), BLOCK("h1"),         BLOCK("h2"),     BLOCK("h3"),       BLOCK("h4"),       BLOCK("h5"),
    BLOCK("h6"),       BLOCK("head"),       BLOCK("header"), BLOCK("hr"),       BLOCK("html"),     BLOCK("iframe"),
    BLOCK("legend"),   BLOCK("li"),         BLOCK("link"),   BLOCK("main"),     BLOCK("menu"),     BLOCK("menuitem"),
    BLOCK("nav"),      BLOCK("noframes"),   BLOCK("ol"),     BLOCK("optgroup"), BLOCK("option"),   BLOCK("p"),
    BLOCK("param"),    TEXT("pre"),         TEXT("script"),  BLOCK("search"),   BLOCK("section"),  TEXT("style"),
    BLOCK("summary"),  BLOCK("table"),      BLOCK("tbody"),  BLOCK("td"),       TEXT("textarea"),  BLOCK("tfoot"),
    BLOCK("th"),       BLOCK("thead"),      BLOCK("title"),  BLOCK("tr"),       BLOCK("track"),    BLOCK("ul"),
};

/* The first bytes of a name, in which no two names of the table are equal, as a number in the order of the table. */
static uint64_t name_key(const char *name)
{
    return __builtin_bswap64(load_bytes(name));
}

/* The start condition of the name s[begin, end), case ignored, or 0. The search has no branch but its end: no processor
 * predicts what names come. */
static unsigned find_name(const char *s, uint32_t begin, uint32_t end)
{
    char name[16] = {0};
    uint32_t size = end - begin;
    if (size > NAME_MOST)
        return 0;
    for (uint32_t i = 0; i < size; i++)
        name[i] = (char)(s[begin + i] | 0x20); /* which digits and the hyphen have anyway */
    uint64_t key = name_key(name);
    size_t at = 0, count = sizeof block_names / sizeof block_names[0];
    for (size_t half; count > 1; count -= half) {
        half = count / 2;
        at += name_key(block_names[at + half].name) <= key ? half : 0;
    }
    return memcmp(name, block_names[at].name, NAME_MOST) == 0 ? block_names[at].condition : 0;
}

/* Start condition 7: a complete open or closing tag, alone on its line. (The spec leaves out the names of condition 1.
 * Of those only `</pre>` and `<pre/>` and the like come here, and both reference implementations, cmark and
 * commonmark.js, let them.) */
static bool is_complete_tag(const char *s, uint32_t at, uint32_t end)
{
    struct html_memo memo;
    html_memo_reset(&memo, end);
    if (end - at < 3)
        return false;
    uint32_t behind = s[at + 1] == '/' ? scan_closing_tag(s, at, end) : scan_open_tag(s, at, end, &memo);
    return behind && skip_blank(s, behind, end) == end;
}

int html_block_start(const char *s, uint32_t at, uint32_t end)
{
    if (end - at < 2)
        return 0;
    if (s[at + 1] == '?')
        return 3;
    if (s[at + 1] == '!') {
        if (starts_with(s, at, end, "<!--", 4))
            return 2;
        if (starts_with(s, at, end, "<![CDATA[", 9))
            return 5;
        return end - at > 2 && is_ascii_letter(s[at + 2]) ? 4 : 0;
    }

    bool closing = s[at + 1] == '/';
    uint32_t name = at + 1 + closing;
    uint32_t name_end = skip_tag_name(s, name, end);
    if (!name_end)
        return 0;
    bool at_end = name_end == end;
    char next = at_end ? ' ' : s[name_end];
    bool ended = is_space_or_tab(next) || next == '>';
    unsigned condition = ended || starts_with(s, name_end, end, "/>", 2) ? find_name(s, name, name_end) : 0;
    if (condition == NAME_BLOCK || (condition == NAME_TEXT && ended && !closing))
        return (int)condition;
    return is_complete_tag(s, at, end) ? 7 : 0;
}

/* End condition 1: a closing tag of any of the four names, case ignored, anywhere in the line. */
static bool has_raw_text_end(const char *s, uint32_t at, uint32_t end)
{
    while (at < end) {
        const char *found = memchr(s + at, '<', end - at);
        if (!found)
            return false;
        at = (uint32_t)(found - s) + 1;
        if (at == end || s[at] != '/')
            continue;
        uint32_t name_end = skip_tag_name(s, at + 1, end);
        if (name_end && name_end < end && s[name_end] == '>' && find_name(s, at + 1, name_end) == NAME_TEXT)
            return true;
    }
    return false;
}

bool html_block_ends(int condition, const char *s, uint32_t at, uint32_t end)
{
    uint32_t memo = end;
    switch (condition) {
    case 1:
        return has_raw_text_end(s, at, end);
    case 2:
        return find_behind(s, at, end, "-->", 3, &memo) != 0;
    case 3:
        return find_behind(s, at, end, "?>", 2, &memo) != 0;
    case 4:
        return find_behind(s, at, end, ">", 1, &memo) != 0;
    case 5:
        return find_behind(s, at, end, "]]>", 3, &memo) != 0;
    default:
        return false;
    }
}
