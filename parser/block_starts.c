/* block_starts.c: what starts a block. See block_starts.h. */
#include "block_starts.h"

/* Where the run of `character` that begins at `at` ends. */
static uint32_t skip_run(const char *text, uint32_t at, uint32_t end, char character)
{
    while (at < end && text[at] == character)
        at++;
    return at;
}

static uint32_t skip_space(const char *text, uint32_t at, uint32_t end)
{
    while (at < end && is_space_or_tab(text[at]))
        at++;
    return at;
}

/* `end` without the white space before it, down to `begin`. */
static uint32_t trim_space(const char *text, uint32_t begin, uint32_t end)
{
    while (end > begin && is_space_or_tab(text[end - 1]))
        end--;
    return end;
}

bool block_start_is_text(const char *text, uint32_t at, uint32_t end)
{
    char first = text[at], next = text[at + 1];
    switch (first) {
    case '[': /* a footnote's definition has a caret */
        return next != '^';
    case '*':
    case '_':
        for (uint32_t behind = at + 2; next == first && behind < end && behind < at + 4; behind++)
            next = text[behind];
        return is_ascii_letter(next);
    case '`':
    case '+':
    case '-':
        return is_ascii_letter(next);
    default:
        return false;
    }
}

bool atx_scan(const char *text, uint32_t at, uint32_t end, struct atx *atx)
{
    uint32_t behind = skip_run(text, at, end, '#');
    atx->level = behind - at;
    if (atx->level < 1 || atx->level > 6 || (behind < end && !is_space_or_tab(text[behind])))
        return false;
    atx->begin = skip_space(text, behind, end);
    atx->end = trim_space(text, atx->begin, end);
    /* A closing sequence of number signs stands behind white space, or is all there is. */
    uint32_t closing = atx->end;
    while (closing > atx->begin && text[closing - 1] == '#')
        closing--;
    if (closing == atx->begin || is_space_or_tab(text[closing - 1]))
        atx->end = trim_space(text, atx->begin, closing);
    return true;
}

bool fence_scan(const char *text, uint32_t at, uint32_t end, struct fence *fence)
{
    char character = text[at];
    uint32_t behind = skip_run(text, at, end, character);
    *fence = (struct fence){.character = character, .length = behind - at};
    if (fence->length < 3)
        return false;
    /* With backticks the line would rather be a code span. */
    return character != '`' || behind == end || !memchr(text + behind, '`', end - behind);
}

void fence_info(const char *text, uint32_t *begin, uint32_t *end)
{
    char character = text[*begin];
    while (*begin < *end && text[*begin] == character)
        ++*begin;
    while (*begin < *end && is_space_or_tab(text[*begin]))
        ++*begin;
    while (*end > *begin && is_blank_character(text[*end - 1]))
        --*end;
}

bool fence_closes(const char *text, uint32_t at, uint32_t end, const struct fence *fence)
{
    uint32_t behind = skip_run(text, at, end, fence->character);
    return behind - at >= fence->length && skip_space(text, behind, end) == end;
}

unsigned setext_scan(const struct line *line)
{
    char character = line->text[line->nonspace];
    if (character != '=' && character != '-')
        return 0;
    uint32_t behind = skip_run(line->text, line->nonspace, line->end, character);
    if (skip_space(line->text, behind, line->end) != line->end)
        return 0;
    return character == '=' ? 1 : 2;
}

bool thematic_break_scan(struct line *line)
{
    char character = line->text[line->nonspace];
    if (character != '-' && character != '_' && character != '*')
        return false;
    if (character == line->no_break_character && line->nonspace < line->no_break_before)
        return false;
    unsigned count = 0;
    for (uint32_t at = line->nonspace; at < line->end; at++) {
        if (line->text[at] == character) {
            count++;
        } else if (!is_space_or_tab(line->text[at])) {
            line->no_break_character = character;
            line->no_break_before = at;
            return false;
        }
    }
    return count >= 3;
}

bool list_kind_equal(struct list_kind a, struct list_kind b)
{
    return a.character == b.character && a.ordered == b.ordered;
}

bool list_marker_scan(const struct line *line, bool in_paragraph, struct list_marker *marker)
{
    uint32_t at = line->nonspace;
    *marker = (struct list_marker){.kind.character = line->text[at]};
    if (is_ascii_digit(line->text[at])) {
        while (at < line->end && is_ascii_digit(line->text[at]) && at - line->nonspace < LIST_DIGITS_MOST)
            marker->start = marker->start * 10 + (uint32_t)(line->text[at++] - '0');
        if (at == line->end || (line->text[at] != '.' && line->text[at] != ')'))
            return false;
        marker->kind = (struct list_kind){line->text[at], true};
    } else if (line->text[at] != '-' && line->text[at] != '+' && line->text[at] != '*') {
        return false;
    }
    at++;
    marker->size = at - line->nonspace;
    if (at < line->end && !is_space_or_tab(line->text[at]))
        return false;
    return !in_paragraph ||
           (skip_space(line->text, at, line->end) < line->end && (!marker->kind.ordered || marker->start == 1));
}

uint32_t list_marker_skip(struct line *line, const struct list_marker *marker)
{
    uint64_t begin = line->nonspace_column;
    line_skip_marker(line, marker->size);
    line_find_nonspace(line);
    /* One to four columns of white space belong to the marker. Five and more begin with an indented code block, and an
     * item may begin with a blank line: then one does (spec 5.2, rules 2 and 3). */
    uint64_t space = line_indent(line);
    bool one = space > CODE_INDENT || line_is_blank(line);
    line_skip_columns(line, one ? 1 : (uint32_t)space);
    return marker->size + (one ? 1 : (uint32_t)(line->column - begin) - marker->size);
}
