/* inline_scan.c: the first pass of the inlines: left to right, from special byte to special byte, into marks. Bytes
 * between them are never looked at. Spec 2.4 escapes, 2.5 entities, 6.1 code spans, 6.6 raw HTML, 6.7 and 6.8 breaks;
 * the others are in inline_links.c and emphasis.c. */
#include "inlines.h"

#include <string.h>

#include "entity.h"
#include "text_index.h"

/* ----------------------------------------------------------------------------------------------- code spans (6.1) */

static uint32_t skip_ticks(const struct inlines *in, uint32_t at)
{
    const char *s = in->s;
    uint32_t end = in->end;
    while (at < end && evenly(s[at] == '`'))
        at++;
    return at;
}

/* The next backtick at or behind `at`, or the end. Code spans are short: mostly it is one of the next special bytes. */
static uint32_t find_tick(const struct inlines *in, uint32_t at)
{
    enum { TRIES = 4 };
    for (int i = 0; i < TRIES; i++, at++) {
        at = next_bit(in->specials, at, in->end);
        if (at >= in->end)
            return in->end;
        if (in->s[at] == '`')
            return at;
    }
    const char *found = at < in->end ? memchr(in->s + at, '`', in->end - at) : NULL;
    return found ? (uint32_t)(found - in->s) : in->end;
}

/* Lists all backtick runs from `at` on, and links those of one length. Linear: there are as many heads as the longest
 * run has backticks. */
static bool list_ticks(struct inlines *in, uint32_t at)
{
    uint32_t longest = 0;
    in->tick_runs.count = 0;
    for (at = find_tick(in, at); at < in->end; at = find_tick(in, at)) {
        if (!vector_reserve(&in->tick_runs, 1))
            return false;
        uint32_t end = skip_ticks(in, at);
        ((struct tick_run *)in->tick_runs.items)[in->tick_runs.count++] = (struct tick_run){at, end - at, NO_INDEX};
        longest = end - at > longest ? end - at : longest;
        at = end;
    }
    in->tick_heads.count = 0;
    if (!vector_reserve(&in->tick_heads, (size_t)longest + 1))
        return false;
    in->tick_heads.count = longest + 1;
    uint32_t *heads = in->tick_heads.items;
    memset(heads, 0xFF, in->tick_heads.count * sizeof *heads); /* NO_INDEX */
    struct tick_run *runs = in->tick_runs.items;
    for (uint32_t i = (uint32_t)in->tick_runs.count; i-- > 0;) {
        runs[i].next = heads[runs[i].length];
        heads[runs[i].length] = i;
    }
    in->ticks_known = true;
    return true;
}

/* Where the closing run of `length` backticks begins, at or behind `at`, or NO_INDEX. The next few runs are looked at
 * one by one; if none of them fits, all are listed once. */
static uint32_t find_closing_ticks(struct inlines *in, uint32_t at, uint32_t length)
{
    enum { TRIES = 4 };
    uint32_t from = at;
    for (int i = 0; i < TRIES && !in->ticks_known; i++) {
        uint32_t begin = find_tick(in, at);
        if (begin == in->end)
            return NO_INDEX;
        at = skip_ticks(in, begin);
        if (at - begin == length)
            return begin;
    }
    if (!in->ticks_known && !list_ticks(in, from)) {
        in->failed = true;
        return NO_INDEX;
    }
    if (length >= in->tick_heads.count)
        return NO_INDEX;
    uint32_t *head = (uint32_t *)in->tick_heads.items + length;
    const struct tick_run *runs = in->tick_runs.items;
    while (*head != NO_INDEX && runs[*head].begin < from)
        *head = runs[*head].next;
    return *head == NO_INDEX ? NO_INDEX : runs[*head].begin;
}

static uint32_t scan_code_span(struct inlines *in, uint32_t at)
{
    uint32_t open_end = skip_ticks(in, at), length = open_end - at;
    uint32_t close = next_bit(in->specials, open_end, in->end);
    bool near = close < in->end && in->s[close] == '`' && skip_ticks(in, close) - close == length;
    if (rarely(!near)) {
        close = find_closing_ticks(in, open_end, length);
        if (close == NO_INDEX || inline_reaches(in, open_end, close)) {
            in->floor = open_end;
            return open_end;
        }
    }
    inline_add(in, (struct mark){at, close + length, length, MARK_CODE, near}, inline_write_code);
    return close + length;
}

/* ----------------------------------------------------------------------------------------------- the other specials */

/* Where the content goes on behind a line ending that ends at `at`. */
static uint32_t next_content(struct inlines *in, uint32_t at)
{
    struct content *content = in->content;
    if (usually(!content->ragged))
        return at;
    if (content->cursor + 1 < content->segment_count && content->segments[content->cursor].end <= at)
        at = content->segments[++content->cursor].begin;
    inline_begin_line(in, at);
    return at;
}

/* Where the line ending begins whose last byte is at `at`. */
static uint32_t line_ending_begin(const struct inlines *in, uint32_t at)
{
    bool crlf = rarely(in->content->ragged) && at > in->floor && in->s[at] == '\n' && in->s[at - 1] == '\r';
    return crlf ? at - 1 : at;
}

/* Spec 6.7 and 6.8. White space before the line ending belongs to the break. */
static uint32_t scan_line_ending(struct inlines *in, uint32_t at)
{
    uint32_t stop = line_ending_begin(in, at), begin = stop, spaces = 0;
    while (begin > in->floor && rarely(is_space_or_tab(in->s[begin - 1])))
        begin--;
    while (rarely(spaces < stop - begin) && in->s[stop - 1 - spaces] == ' ')
        spaces++;
    uint32_t next = next_content(in, at + 1);
    inline_add(in, (struct mark){begin, next, next - (at + 1), spaces >= 2 ? MARK_HARD_BREAK : MARK_SOFT_BREAK, 0},
               inline_write_break);
    return next;
}

/* Spec 2.4; before a line ending, spec 6.7. */
static uint32_t scan_backslash(struct inlines *in, uint32_t at)
{
    char next = at + 1 < in->end ? in->s[at + 1] : '\0';
    if (next == '\n' || next == '\r') {
        uint32_t end = at + 2;
        if (next == '\r' && end < in->end && in->s[end] == '\n')
            end++;
        uint32_t behind = next_content(in, end);
        inline_add(in, (struct mark){at, behind, behind - end, MARK_HARD_BREAK, 0}, inline_write_break);
        return behind;
    }
    if (!is_ascii_punctuation(next)) {
        in->floor = at + 1;
        return at + 1;
    }
    in->waits = in->waits || in->writer->parse->text_sets & TEXT_SET_LINK;
    inline_add(in, (struct mark){at, at + 1, 0, MARK_SKIP, 0}, inline_write_nothing);
    in->floor = at + 2;
    return at + 2;
}

/* Marks s[at, end) as text that reads as the given bytes. */
static void mark_string(struct inlines *in, uint32_t at, uint32_t end, const char *bytes, size_t size)
{
    struct vector *pool = &in->writer->pool;
    if (!vector_reserve(pool, size)) {
        in->failed = true;
        return;
    }
    memcpy((char *)pool->items + pool->count, bytes, size);
    struct string_words string = writer_pool_string(in->writer, (uint32_t)size);
    pool->count += size;
    inline_add(in, (struct mark){at, end, string.offset, MARK_STRING, (uint8_t)size}, inline_write_string);
}

/* Spec 2.5. */
static uint32_t scan_entity(struct inlines *in, uint32_t at)
{
    char decoded[ENTITY_OUT_MAX];
    size_t size;
    uint32_t length = (uint32_t)entity_decode(in->s + at, in->end - at, decoded, &size);
    if (length == 0)
        return at + 1;
    mark_string(in, at, at + length, decoded, size);
    return at + length;
}

/* Spec 6.5 and 6.6. */
static uint32_t scan_angle_bracket(struct inlines *in, uint32_t at)
{
    bool email;
    uint32_t behind = inline_scan_autolink(in->s, at, in->end, &email);
    if (behind) {
        inline_add(in, (struct mark){at, behind, email, MARK_AUTOLINK, 0}, inline_write_autolink);
        return behind;
    }
    if (!in->html_known)
        html_memo_reset(&in->html, in->end);
    in->html_known = true;
    behind = html_scan_inline(in->s, at, in->end, &in->html);
    bool reaches = behind ? inline_reaches(in, at, behind) : inline_may_reach(in, at);
    if (!behind || reaches)
        return at + 1;
    inline_add(in, (struct mark){at, behind, 0, MARK_HTML, 0}, inline_write_html);
    return behind;
}

/* A dot may be that of an address, or of an ellipsis. */
static uint32_t scan_dot(struct inlines *in, uint32_t at)
{
    unsigned sets = in->writer->parse->text_sets;
    uint32_t behind = sets & TEXT_SET_LINK ? inline_scan_extended(in, at) : at + 1;
    return behind == at + 1 && sets & TEXT_SET_SMART ? inline_scan_smart(in, at) : behind;
}

/* What may begin at a special byte. */
enum special {
    SPECIAL_SMART, /* ' " - */
    SPECIAL_LINE_ENDING,
    SPECIAL_RUN,
    SPECIAL_TICK,
    SPECIAL_OPEN_BRACKET,
    SPECIAL_CLOSE_BRACKET,
    SPECIAL_BACKSLASH,
    SPECIAL_ENTITY,
    SPECIAL_ANGLE_BRACKET,
    SPECIAL_ADDRESS,
    SPECIAL_DOT,
    SPECIAL_TILDE,
    SPECIAL_PIPE
};

/* A table, so that the switch over it is one jump: over the bytes it would be several, each guessed by itself. */
static const uint8_t special_of[256] = {
    ['\n'] = SPECIAL_LINE_ENDING,  ['\r'] = SPECIAL_LINE_ENDING, ['*'] = SPECIAL_RUN,
    ['_'] = SPECIAL_RUN,           ['`'] = SPECIAL_TICK,         ['['] = SPECIAL_OPEN_BRACKET,
    [']'] = SPECIAL_CLOSE_BRACKET, ['\\'] = SPECIAL_BACKSLASH,   ['&'] = SPECIAL_ENTITY,
    ['<'] = SPECIAL_ANGLE_BRACKET, [':'] = SPECIAL_ADDRESS,      ['@'] = SPECIAL_ADDRESS,
    ['.'] = SPECIAL_DOT,           ['~'] = SPECIAL_TILDE,        ['|'] = SPECIAL_PIPE,
};

/* Writes the marks if nothing waits any more: behind a bracket that closes, or a quote that is nobody's. */
static void write_settled(struct inlines *in)
{
    if (in->marks.count && inline_is_settled(in))
        in->failed = in->failed || !inline_write(in, in->text);
}

bool inline_scan(struct inlines *in, uint32_t at)
{
    for (; !in->failed; at = next_bit(in->specials, at, in->end)) {
        if (at >= in->end)
            break;
        if (!vector_reserve_along(&in->marks, 1, at - in->begin, in->end - in->begin))
            return false;
        switch ((enum special)special_of[(unsigned char)in->s[at]]) {
        case SPECIAL_LINE_ENDING:
            at = scan_line_ending(in, at);
            break;
        case SPECIAL_RUN:
            at = inline_add_run(in, at);
            break;
        case SPECIAL_TICK:
            at = scan_code_span(in, at);
            break;
        case SPECIAL_OPEN_BRACKET:
            at = inline_open_bracket(in, at);
            break;
        case SPECIAL_CLOSE_BRACKET:
            at = inline_close_bracket(in, at);
            write_settled(in);
            break;
        case SPECIAL_BACKSLASH:
            at = scan_backslash(in, at);
            break;
        case SPECIAL_ENTITY:
            at = scan_entity(in, at);
            break;
        case SPECIAL_ANGLE_BRACKET:
            at = scan_angle_bracket(in, at);
            break;
        case SPECIAL_ADDRESS:
            at = inline_scan_extended(in, at);
            break;
        case SPECIAL_DOT:
            at = scan_dot(in, at);
            break;
        case SPECIAL_TILDE:
            at = inline_scan_tildes(in, at);
            break;
        case SPECIAL_PIPE: /* ends a cell, where it does */
            at++;
            break;
        case SPECIAL_SMART:
            at = inline_scan_smart(in, at);
            write_settled(in);
            break;
        }
    }
    if (!in->failed && in->first_run != NO_INDEX)
        inline_match_runs(in, NO_INDEX);
    return !in->failed && (!in->at_signs.count || inline_find_emails(in));
}
