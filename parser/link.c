/* link.c: labels, destinations and titles. See link.h. */
#include "link.h"

#include <string.h>

#include "entity.h"
#include "label.h"

/* Whether a backslash at `at` makes the next character literal. */
static bool escapes(const char *s, uint32_t at, uint32_t end)
{
    return rarely(s[at] == '\\') && at + 1 < end && is_ascii_punctuation(s[at + 1]);
}

/* Of 8 bytes: bit 7 of each that is [ ] or a backslash; and perhaps of others behind the first such. (A subtraction
 * finds bytes that became zero; its borrow can reach only bytes behind one that did.) */
static uint64_t label_stops(const char *s)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    uint64_t bytes = load_bytes(s);
    uint64_t open = bytes ^ ones * '[', other = (bytes ^ ones * ']') & ~ones; /* ] and \ differ in the lowest bit */
    return (((open - ones) & ~open) | ((other - ones) & ~other)) & high;
}

uint32_t link_scan_label(const char *s, uint32_t at, uint32_t end, uint32_t size_most, struct range *part)
{
    if (at >= end || s[at] != '[')
        return 0;
    part->begin = ++at;
    if (end - at > size_most + 1)
        end = at + size_most + 1;
    for (uint64_t stops = 0;; at++) {
        while (end - at >= 8 && !(stops = label_stops(s + at)))
            at += 8;
        if (end - at >= 8)
            at += (uint32_t)__builtin_ctzll(stops) / 8;
        if (at >= end || s[at] == '[')
            return 0;
        if (usually(s[at] == ']')) {
            part->end = at;
            return at + 1;
        }
        if (escapes(s, at, end))
            at++;
    }
}

static uint32_t scan_bracketed_destination(const char *s, uint32_t at, uint32_t end, struct range *part)
{
    part->begin = ++at;
    for (; at < end && s[at] != '<' && s[at] != '\n'; at++) {
        if (s[at] == '>') {
            part->end = at;
            return at + 1;
        }
        if (escapes(s, at, end))
            at++;
    }
    return 0;
}

/* Of 8 bytes: bit 7 of each that may end a destination, or is ( ) or a backslash; and perhaps of others behind the
 * first such. (A subtraction finds bytes below a bound; its borrow can reach only bytes behind one that was found.) */
static uint64_t destination_stops(const char *s)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), high = ones * 0x80;
    uint64_t bytes = load_bytes(s);
    uint64_t blank = (bytes - ones * 0x21) & ~bytes;
    uint64_t paren = bytes ^ ones * '('; /* ( and ) differ in the lowest bit */
    uint64_t slash = bytes ^ ones * '\\', del = bytes ^ ones * 0x7F;
    paren &= ~ones;
    return (blank | ((paren - ones) & ~paren) | ((slash - ones) & ~slash) | ((del - ones) & ~del)) & high;
}

enum { PLAIN_BYTES = 16 };

/* Whether none of so many bytes is such a stop. */
static bool is_plain_destination(const char *s)
{
    uint8_t __attribute__((vector_size(PLAIN_BYTES))) bytes;
    memcpy(&bytes, s, sizeof bytes);
    char __attribute__((vector_size(PLAIN_BYTES))) stops =
        (bytes <= ' ') | ((bytes & 0xFE) == '(') | (bytes == '\\') | (bytes == 0x7F);
    uint64_t halves[2];
    memcpy(halves, &stops, sizeof halves);
    return !(halves[0] | halves[1]);
}

inline uint32_t link_scan_destination(const char *s, uint32_t at, uint32_t end, uint32_t parentheses_most,
                                      struct range *part)
{
    if (at >= end)
        return 0;
    if (s[at] == '<')
        return scan_bracketed_destination(s, at, end, part);
    part->begin = at;
    unsigned depth = 0;
    uint64_t ends = 0;
    while (end - at >= PLAIN_BYTES && is_plain_destination(s + at))
        at += PLAIN_BYTES;
    for (;; at++) {
        while (end - at >= 8 && !(ends = destination_stops(s + at)))
            at += 8;
        if (end - at >= 8)
            at += (uint32_t)__builtin_ctzll(ends) / 8;
        if (at >= end || (unsigned char)s[at] <= ' ' || s[at] == 0x7F)
            break;
        if (escapes(s, at, end)) {
            at++;
            continue;
        }
        if (rarely(s[at] == '(') && ++depth > parentheses_most)
            return 0;
        if (s[at] != ')')
            continue;
        if (usually(depth == 0))
            break;
        depth--;
    }
    part->end = at;
    return usually(depth == 0 && at > part->begin) ? at : 0;
}

uint32_t link_scan_title(const char *s, uint32_t at, uint32_t end, struct range *part)
{
    if (at >= end || (s[at] != '"' && s[at] != '\'' && s[at] != '('))
        return 0;
    char close = s[at] == '(' ? ')' : s[at];
    part->begin = ++at;
    for (; at < end; at++) {
        if (s[at] == close) {
            part->end = at;
            return at + 1;
        }
        if (s[at] == '(' && close == ')')
            return 0;
        if (escapes(s, at, end))
            at++;
    }
    return 0;
}

bool link_needs_unescape(const char *s, uint32_t size)
{
    return size && rarely(memchr(s, '\\', size) || memchr(s, '&', size));
}

static size_t unescape(const char *s, uint32_t size, char *out, bool backslashes)
{
    char *to = out;
    for (uint32_t at = 0; at < size;) {
        char decoded[ENTITY_OUT_MAX];
        size_t decoded_size;
        size_t length = s[at] == '&' ? entity_decode(s + at, size - at, decoded, &decoded_size) : 0;
        if (length) {
            memcpy(to, decoded, decoded_size);
            to += decoded_size;
            at += (uint32_t)length;
            continue;
        }
        if (backslashes && escapes(s, at, size))
            at++;
        *to++ = s[at++];
    }
    return (size_t)(to - out);
}

size_t link_unescape(const char *s, uint32_t size, char *out)
{
    return unescape(s, size, out, true);
}

size_t link_decode_entities(const char *s, uint32_t size, char *out)
{
    return unescape(s, size, out, false);
}
