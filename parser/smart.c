/* smart.c: typographic punctuation, if MDP_PARSE_SMART is set. No part of the spec; what becomes what is as in cmark,
 * whose option this is:
 *
 *     "a" 'b'      quotes, matched as delimiter runs of length 1 are (emphasis.c)
 *     it's         a quote that does not match closes; but a double one opens if it can not close
 *     -- ---       en dash, em dash; longer runs become as many em dashes as go, without a hyphen left over
 *     ...          ellipsis */
#include "inlines.h"

#include <string.h>

/* In UTF-8. */
#define LEFT_DOUBLE  "\xE2\x80\x9C"
#define RIGHT_DOUBLE "\xE2\x80\x9D"
#define LEFT_SINGLE  "\xE2\x80\x98"
#define RIGHT_SINGLE "\xE2\x80\x99"
#define EN_DASH      "\xE2\x80\x93"
#define EM_DASH      "\xE2\x80\x94"
#define ELLIPSIS     "\xE2\x80\xA6"
enum { SIGN_SIZE = 3 };

static uint32_t scan_quote(struct inlines *in, uint32_t at)
{
    struct run *run = inline_make_run(in, at, at + 1);
    if (!run)
        return at + 1;
    run->mark = (uint32_t)in->marks.count;
    inline_mark(in, MARK_SMART, at, at + 1)->size = run->character == '"' && !run->can_close;
    if (run->can_open || run->can_close)
        inline_list_run(in);
    return at + 1;
}

uint32_t inline_scan_smart(struct inlines *in, uint32_t at)
{
    char character = in->s[at];
    if (character == '\'' || character == '"')
        return scan_quote(in, at);
    uint32_t end = at + 1, most = character == '.' ? 3 : UINT32_MAX;
    while (end < in->end && in->s[end] == character && end - at < most)
        end++;
    if (character == '.' ? end - at == 3 : end - at > 1)
        inline_add(in, (struct mark){at, end, 0, MARK_SMART, 0}, inline_write_smart);
    return end;
}

/* ------------------------------------------------------------------------------------------------------- writing */

static void add_signs(struct vector *pool, const char *sign, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++, pool->count += SIGN_SIZE)
        memcpy((char *)pool->items + pool->count, sign, SIGN_SIZE);
}

/* Of so many hyphens: all em dashes, else all en dashes, else em dashes and one or two en dashes. */
static void add_dashes(struct vector *pool, uint32_t hyphens)
{
    uint32_t en = 0;
    if (hyphens % 3 == 0)
        en = 0;
    else if (hyphens % 2 == 0)
        en = hyphens / 2;
    else
        en = hyphens % 3 == 2 ? 1 : 2;
    add_signs(pool, EM_DASH, (hyphens - 2 * en) / 3);
    add_signs(pool, EN_DASH, en);
}

bool inline_write_smart(struct inlines *in, const struct mark *mark)
{
    struct vector *pool = &in->writer->pool;
    uint32_t size = mark->end - mark->begin;
    if (!vector_reserve(pool, (size_t)size * SIGN_SIZE))
        return false;
    struct string_words string = writer_pool_string(in->writer, 0);
    size_t begin = pool->count;
    switch (in->s[mark->begin]) {
    case '-':
        add_dashes(pool, size);
        break;
    case '.':
        add_signs(pool, ELLIPSIS, 1);
        break;
    case '"':
        add_signs(pool, mark->size ? LEFT_DOUBLE : RIGHT_DOUBLE, 1);
        break;
    default:
        add_signs(pool, mark->size ? LEFT_SINGLE : RIGHT_SINGLE, 1);
        break;
    }
    uint32_t *record =
        writer_add(in->writer, MDP_KIND_TEXT, WORDS_STRING, 0, content_source_begin(in->content, mark->begin),
                   content_source_end(in->content, mark->end));
    string.size = (uint32_t)(pool->count - begin);
    writer_set_string(record, NODE_TEXT, string);
    return true;
}
