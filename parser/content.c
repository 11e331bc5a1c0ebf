/* content.c: content in place, or gathered. See content.h. */
#include "content.h"

#include <string.h>

#include "text_index.h"
#include "utf8.h"

/* Whether the source has nothing of what these flags stand for in [begin, end). */
static bool has_none(const struct parse *parse, unsigned flags, uint32_t begin, uint32_t end)
{
    const char *text = parse->text + begin;
    size_t size = end - begin;
    return size == 0 || ((!(flags & TEXT_HAS_CR) || !memchr(text, '\r', size)) &&
                         (!(flags & TEXT_HAS_NUL) || !memchr(text, '\0', size)) &&
                         (!(flags & TEXT_HAS_INVALID) || text_index_valid(parse->level, text, size)));
}

bool content_is_clean(const struct parse *parse, uint32_t begin, uint32_t end)
{
    return has_none(parse, parse->text_flags, begin, end);
}

/* Whether the source[begin, end) is nothing but spaces and tabs. Mostly it is a few spaces. */
static bool is_space(const struct parse *parse, uint32_t begin, uint32_t end)
{
    const char *text = parse->text;
    if (end - begin <= 8 && parse->size - begin >= 8) {
        uint64_t others = load_bytes(text + begin) ^ UINT64_C(0x2020202020202020);
        if (usually(others == 0 || (uint32_t)__builtin_ctzll(others) / 8 >= end - begin))
            return true;
    }
    while (begin < end && is_space_or_tab(text[begin]))
        begin++;
    return begin == end;
}

bool content_is_ragged(const struct parse *parse, const struct segment *segments, uint32_t count, bool *quoted)
{
    unsigned pads = segments->pad;
    *quoted = false;
    for (uint32_t i = 1; i < count; i++) {
        uint32_t end = segments[i - 1].end;
        if (!is_set(parse->line_ends, end - 1)) /* the segments of a table's cell, between which a backslash was */
            return false;
        *quoted = *quoted || !is_space(parse, end, segments[i].begin);
        pads |= segments[i].pad;
    }
    unsigned others = parse->text_flags & (TEXT_HAS_NUL | TEXT_HAS_INVALID);
    return pads == 0 && (!others || has_none(parse, others, segments->begin, segments[count - 1].end));
}

/* ----------------------------------------------------------------------------------------------------- gathering */

struct gathering {
    struct vector *buffer;
    struct vector *pieces; /* or NULL */
    size_t start;          /* of this content in the buffer */
    bool *too_large;       /* set where the content outgrows 32 bits */
    uint32_t begin, end;   /* of the stretch of the source that is added */
};

/* Adds `size` bytes that stand for source[source, source_end). */
static bool add(struct gathering *to, const char *bytes, size_t size, uint32_t source, uint32_t source_end, bool linear)
{
    size_t at = to->buffer->count;
    *to->too_large = size > UINT32_MAX - (at - to->start);
    if (*to->too_large || !vector_reserve(to->buffer, size))
        return false;
    memcpy((char *)to->buffer->items + at, bytes, size);
    to->buffer->count += size;
    if (!to->pieces)
        return true;
    if (!vector_reserve_along(to->pieces, 1, source - to->begin, to->end - to->begin))
        return false;
    struct piece *pieces = to->pieces->items;
    pieces[to->pieces->count++] = (struct piece){(uint32_t)(at - to->start), source, source_end, linear};
    return true;
}

/* Adds a stretch of the source without CR, which is linear but for NUL and invalid UTF-8. */
static bool add_text(struct gathering *to, const struct parse *parse, uint32_t begin, uint32_t end)
{
    uint32_t run = begin;
    if (!content_is_clean(parse, begin, end)) {
        for (uint32_t at = begin; at < end;) {
            uint32_t code_point;
            uint32_t length = utf8_decode(parse->text + at, end - at, &code_point);
            char encoded[4];
            unsigned encoded_size = utf8_encode(code_point, encoded);
            /* U+FFFD that stands in the text as such is not replaced. */
            if (encoded_size != length || memcmp(encoded, parse->text + at, length) != 0) {
                if (at > run && !add(to, parse->text + run, at - run, run, at, true))
                    return false;
                if (!add(to, encoded, encoded_size, at, at + length, false))
                    return false;
                run = at + length;
            }
            at += length;
        }
    }
    return end == run || add(to, parse->text + run, end - run, run, end, true);
}

/* Adds a stretch of the source, line endings as LF. */
static bool add_lines(struct gathering *to, const struct parse *parse, uint32_t begin, uint32_t end)
{
    while (begin < end) {
        const char *cr = parse->text_flags & TEXT_HAS_CR ? memchr(parse->text + begin, '\r', end - begin) : NULL;
        uint32_t stop = cr ? (uint32_t)(cr - parse->text) : end;
        if (!add_text(to, parse, begin, stop))
            return false;
        if (!cr)
            break;
        begin = stop + 1 < end && parse->text[stop + 1] == '\n' ? stop + 2 : stop + 1;
        if (!add(to, "\n", 1, stop, begin, false))
            return false;
    }
    return true;
}

enum { COPY_STEP = 32 };

/* Copies by steps of a fixed size, since most lines are short; so there must be room for one more step. */
static char *copy_line(char *to, const char *from, const char *from_end, const char *text_end)
{
    size_t size = (size_t)(from_end - from);
    if (size <= COPY_STEP && text_end - from >= COPY_STEP)
        memcpy(to, from, COPY_STEP);
    else
        memcpy(to, from, size);
    return to + size;
}

/* What gather_valid writes to. */
struct gathered {
    const struct parse *parse;
    char *start;
    struct vector *pieces; /* or NULL */
};

/* Adds a piece that begins at `to`; room for it is reserved. */
static inline void add_piece(const struct gathered *g, const char *to, uint32_t source, uint32_t source_end,
                             bool linear)
{
    if (g->pieces) {
        struct piece *pieces = g->pieces->items;
        pieces[g->pieces->count++] = (struct piece){(uint32_t)(to - g->start), source, source_end, linear};
    }
}

/* Adds source[begin, end) as it is, and returns the place behind it. */
static inline char *add_stretch(const struct gathered *g, char *to, uint32_t begin, uint32_t end)
{
    const char *text = g->parse->text;
    if (end == begin)
        return to;
    add_piece(g, to, begin, end, true);
    return copy_line(to, text + begin, text + end, text + g->parse->size);
}

/* Adds the lines of [*begin, end) that end with a CR, whose endings become LF, and returns the place behind them; what
 * is left begins at *begin. NULL where there is no memory. */
static char *add_cr_lines(struct gathered g, char *to, uint32_t *begin, uint32_t end)
{
    const char *text = g.parse->text;
    for (uint32_t at = *begin; at < end;) {
        uint32_t stop = next_bit(g.parse->line_ends, at, end);
        if (stop >= end)
            break;
        at = stop + 1;
        uint32_t cr = text[stop] == '\r' || stop == *begin ? stop : stop - 1;
        if (text[cr] != '\r')
            continue;
        if (g.pieces && !vector_reserve(g.pieces, 3)) /* this line's text and ending, and what is left */
            return NULL;
        to = add_stretch(&g, to, *begin, cr);
        add_piece(&g, to, cr, at, false);
        *to++ = '\n';
        *begin = at;
    }
    return to;
}

/* The segments of a source that has nothing to be replaced but line endings: what content_gather does with most of all
 * it gathers. */
static bool gather_valid(struct parse *parse, const struct segment *segments, uint32_t count, struct vector *buffer,
                         struct vector *pieces)
{
    bool cr = parse->text_flags & TEXT_HAS_CR;
    size_t size = COPY_STEP, piece_count = count;
    for (uint32_t i = 0; i < count; i++) {
        size += segments[i].pad + (segments[i].end - segments[i].begin);
        piece_count += segments[i].pad != 0;
    }
    parse->too_large = size > UINT32_MAX;
    if (parse->too_large || !vector_reserve(buffer, size) || (pieces && !vector_reserve(pieces, piece_count)))
        return false;
    char *start = (char *)buffer->items + buffer->count, *to = start;
    const struct gathered g = {parse, start, pieces};
    for (uint32_t i = 0; i < count; i++) {
        uint32_t begin = segments[i].begin;
        if (pieces && !vector_reserve(pieces, 2))
            return false;
        if (segments[i].pad) {
            add_piece(&g, to, begin, begin, false);
            memcpy(to, "   ", 3);
            to += segments[i].pad;
        }
        if (cr && !(to = add_cr_lines(g, to, &begin, segments[i].end)))
            return false;
        to = add_stretch(&g, to, begin, segments[i].end);
    }
    buffer->count += (size_t)(to - start);
    return true;
}

/* What a few replacements add: U+FFFD has three bytes, in place of one or two. */
enum { REPLACED = 64 };

bool content_gather(struct parse *parse, const struct segment *segments, uint32_t count, struct vector *buffer,
                    struct vector *pieces)
{
    if (!(parse->text_flags & (TEXT_HAS_NUL | TEXT_HAS_INVALID)))
        return gather_valid(parse, segments, count, buffer, pieces);
    struct gathering to = {buffer, pieces, buffer->count, &parse->too_large, 0, 0};
    if (count) {
        to.begin = segments[0].begin;
        to.end = segments[count - 1].end;
    }
    size_t size = 0;
    for (uint32_t i = 0; i < count; i++)
        size += segments[i].pad + (segments[i].end - segments[i].begin);
    if (!vector_reserve(buffer, size + REPLACED))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        const struct segment *segment = &segments[i];
        if (segment->pad && !add(&to, "   ", segment->pad, segment->begin, segment->begin, false))
            return false;
        if (!add_lines(&to, parse, segment->begin, segment->end))
            return false;
    }
    return true;
}

/* ------------------------------------------------------------------------------------------------------- mapping */

/* The piece that holds the byte at `at`: the last one that begins at or before it. Positions come in order, but for the
 * end of a container after its children, so the search goes on from the last answer; it is binary where it has to go
 * back. */
static const struct piece *piece_at(struct content *content, uint32_t at)
{
    const struct piece *pieces = content->pieces;
    uint32_t low = content->cursor, high = content->piece_count;
    if (pieces[low].at > at) {
        high = low;
        low = 0;
    } else if (low + 1 == high || pieces[low + 1].at > at) {
        return &pieces[low];
    }
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (pieces[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    content->cursor = low;
    return &pieces[low];
}

uint32_t content_gathered_begin(struct content *content, uint32_t at)
{
    const struct piece *piece = piece_at(content, at);
    return piece->linear ? piece->source + (at - piece->at) : piece->source;
}

uint32_t content_gathered_end(struct content *content, uint32_t at)
{
    const struct piece *piece = piece_at(content, at - 1);
    return piece->linear ? piece->source + (at - piece->at) : piece->source_end;
}

bool content_gathered_slice(struct content *content, uint32_t begin, uint32_t end, uint32_t *source)
{
    const struct piece *piece = piece_at(content, begin);
    *source = piece->source + (begin - piece->at);
    return piece->linear && end - piece->at <= piece->source_end - piece->source;
}
