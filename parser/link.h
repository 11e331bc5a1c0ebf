/* link.h: the parts that links (spec 6.3) and link reference definitions (spec 4.7) share: label, destination, title.
 *
 * Each scanner looks at s[at, end) and returns the position behind what it recognised, or 0 where it recognised nothing
 * (what it recognises has a byte at least, so 0 is free for that). Content has line endings as LF. What it recognised
 * lies in *part, without its delimiters, as written: escapes and entities are still in it. */
#ifndef LINK_H
#define LINK_H

#include <stdbool.h>
#include <stdint.h>

#include "arena.h"
#include "parse.h"

struct range {
    uint32_t begin;
    uint32_t end;
};

/* "[" ... "]": at most so many bytes, no unescaped bracket inside. The range may be blank, which is no label. */
uint32_t link_scan_label(const char *s, uint32_t at, uint32_t end, uint32_t size_most, struct range *part);

/* A destination in angle brackets, or one without; the latter is not empty, and may hold parentheses that are balanced,
 * so many within each other; the spec asks for at least three. A bound keeps "[a](b" repeated linear: each scan passes
 * at most so many opening parentheses. */
uint32_t link_scan_destination(const char *s, uint32_t at, uint32_t end, uint32_t parentheses_most, struct range *part);

/* A title in its quotes or parentheses. */
uint32_t link_scan_title(const char *s, uint32_t at, uint32_t end, struct range *part);

/* Whether a destination, title or info string may hold escapes or entities: it has a backslash or an ampersand. */
bool link_needs_unescape(const char *s, uint32_t size);

/* Writes it without them and returns the size, which is at most link_unescape_bound: two references, `&nGt;` and
 * `&nLt;`, are a byte shorter than the six bytes that they stand for. */
static inline uint64_t link_unescape_bound(uint32_t size)
{
    return size + (uint64_t)size / 5;
}

size_t link_unescape(const char *s, uint32_t size, char *out);

/* The same for the entities alone, as in an autolink. */
size_t link_decode_entities(const char *s, uint32_t size, char *out);

#endif
