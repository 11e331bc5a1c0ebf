/* content.h: the content of a leaf block as one clean text, whatever stood between its lines in the source.
 *
 * Most content is a stretch of the source as it is, and is used in place: that is the direct case. Where block quote
 * markers, indentation, carriage returns, NUL or invalid UTF-8 stand in between, the lines are gathered in a buffer,
 * with line endings as LF and what is no character as U+FFFD. Pieces then tell where each part of the buffer came from:
 *
 *      source    > *a  CR LF  >    b*          pieces    at 0, source 2 ... linear
 *      buffer    *a LF b*                                at 3, source 9 ... linear
 *
 * So what reads content never sees a container's markers, and still gives exact spans.
 *
 * A paragraph of which nothing is to be replaced but carriage returns is tried in place, whatever stands between its
 * lines: it is ragged. Whoever reads it takes each line ending with the carriage return before it, and goes on where
 * the next segment begins. Where one inline reaches over a line ending, or may if what stands between the lines were
 * not there, the content is gathered after all (inlines_parse). */
#ifndef CONTENT_H
#define CONTENT_H

#include <stdbool.h>
#include <stdint.h>

#include "parse.h"
#include "text_index.h"

/* From `at` on in the buffer; up to the next piece. Linear pieces run in step with the source; the others stand as a
 * whole for source[source, source_end). */
struct piece {
    uint32_t at;
    uint32_t source;
    uint32_t source_end;
    bool linear;
};

struct content {
    const char *text; /* the source, or the buffer */
    uint32_t begin;   /* the content is text[begin, end) */
    uint32_t end;
    const struct piece *pieces; /* NULL in the direct case, where positions are the source's own */
    uint32_t piece_count;
    uint32_t cursor; /* the last piece that was asked for: questions mostly go on from there; or the segment */
    bool ragged;     /* in place, and there is more between its lines than line feeds */
    bool quoted;     /* and not only carriage returns and white space */
    const struct segment *segments; /* of ragged content */
    uint32_t segment_count;
};

/* What has to be replaced somewhere in the text (spec 2.1, 2.3). */
enum { TEXT_UNCLEAN = TEXT_HAS_CR | TEXT_HAS_NUL | TEXT_HAS_INVALID };

/* Whether the source has nothing to be replaced in [begin, end). Cost: linear. */
bool content_is_clean(const struct parse *parse, uint32_t begin, uint32_t end);

/* Whether these segments can be used in place. */
static inline bool content_is_direct(const struct parse *parse, const struct segment *segments, uint32_t count)
{
    return count == 0 ||
           (usually(count == 1 && segments->pad == 0) &&
            (usually(!(parse->text_flags & TEXT_UNCLEAN)) || content_is_clean(parse, segments->begin, segments->end)));
}

/* Whether these segments, one or more, can be used in place if more than line feeds may stand between the lines; and
 * then whether it is more than white space: *quoted. Cost: linear in what stands there; where the text has a NUL or
 * invalid UTF-8, in the content. */
bool content_is_ragged(const struct parse *parse, const struct segment *segments, uint32_t count, bool *quoted);

/* Adds the bytes of the segments to `buffer` (of char), and to `pieces` (of struct piece), unless that is NULL. False
 * where there is no memory, and, with parse->too_large, where the content outgrows 32 bits: a NUL or a byte that is no
 * UTF-8 becomes three. Positions in the pieces count from where the buffer began to be filled. Cost: linear. */
bool content_gather(struct parse *parse, const struct segment *segments, uint32_t count, struct vector *buffer,
                    struct vector *pieces);

/* For the three below, where the content was gathered. */
uint32_t content_gathered_begin(struct content *content, uint32_t at);
uint32_t content_gathered_end(struct content *content, uint32_t at);
bool content_gathered_slice(struct content *content, uint32_t begin, uint32_t end, uint32_t *source);

/* Where a position of the content stands in the source: as the begin, or as the end of something. */
static inline uint32_t content_source_begin(struct content *content, uint32_t at)
{
    return rarely(content->pieces) ? content_gathered_begin(content, at) : at;
}

static inline uint32_t content_source_end(struct content *content, uint32_t at)
{
    return rarely(content->pieces) ? content_gathered_end(content, at) : at;
}

/* Whether content[begin, end) is a slice of the source, and then where it begins there. */
static inline bool content_is_slice(struct content *content, uint32_t begin, uint32_t end, uint32_t *source)
{
    *source = begin;
    return usually(!content->pieces) || begin == end || content_gathered_slice(content, begin, end, source);
}

#endif
