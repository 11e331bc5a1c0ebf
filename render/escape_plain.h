/* escape_plain.h: copying up to the next byte that must be escaped. Where the compiler has SSE2 it takes 16 bytes at a
 * time; elsewhere a plain loop gives the same result. */
#ifndef RENDER_ESCAPE_PLAIN_H
#define RENDER_ESCAPE_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef enum escape_set { ESCAPE_HTML, ESCAPE_XML, ESCAPE_JSON, ESCAPE_URL } escape_set;

/* What stays as it is in a URL: letters, digits, and the punctuation that has a meaning there, the percent sign
 * included. The set is cmark's, as the spec's examples show it (brackets are encoded: example 603). */
static inline bool is_plain_in_url(char byte)
{
    if ((byte >= 'a' && byte <= 'z') || (byte >= '?' && byte <= 'Z') || (byte >= '(' && byte <= ';'))
        return true;
    return byte == '!' || (byte >= '#' && byte <= '%') || byte == '=' || byte == '_' || byte == '~';
}

/* For XML some bytes are only suspects: white space may stay, and EF begins U+FFFE and U+FFFF but many others too. */
static inline bool is_special(char byte, escape_set set)
{
    bool control = (unsigned char)byte < 0x20;
    bool markup = byte == '&' || byte == '<' || byte == '>' || byte == '"';
    switch (set) {
    case ESCAPE_HTML:
        return markup;
    case ESCAPE_XML:
        return markup || control || byte == (char)0xEF;
    case ESCAPE_JSON:
        return byte == '"' || byte == '\\' || control;
    case ESCAPE_URL:
        return !is_plain_in_url(byte);
    }
    return false;
}

/* Copies from[0, size) until a special byte; how many bytes that were. What `to` holds behind them is of no account. */
static inline size_t copy_bytes(char *to, const char *from, size_t size, escape_set set)
{
    size_t at = 0;
    for (; at < size && !is_special(from[at], set); at++)
        to[at] = from[at];
    return at;
}

#if defined(__SSE2__)

static inline __m128i equal(__m128i bytes, char byte)
{
    return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte));
}

/* The pairs " & and < > differ in one bit each, so setting it leaves two comparisons instead of four. */
static inline __m128i markup_bytes(__m128i bytes)
{
    __m128i quote_or_ampersand = equal(_mm_or_si128(bytes, _mm_set1_epi8('"' ^ '&')), '"' | '&');
    __m128i angle_bracket = equal(_mm_or_si128(bytes, _mm_set1_epi8('<' ^ '>')), '<' | '>');
    return _mm_or_si128(quote_or_ampersand, angle_bracket);
}

static inline __m128i control_bytes(__m128i bytes)
{
    return _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
}

static inline __m128i in_range(__m128i bytes, char first, char last)
{
    __m128i distance = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
    return _mm_cmpeq_epi8(_mm_min_epu8(distance, _mm_set1_epi8((char)(last - first))), distance);
}

/* The ranges and bytes of is_plain_in_url. */
static inline __m128i url_bytes(__m128i bytes)
{
    __m128i words = _mm_or_si128(in_range(bytes, 'a', 'z'), in_range(bytes, '?', 'Z'));
    __m128i marks = _mm_or_si128(in_range(bytes, '(', ';'), in_range(bytes, '#', '%'));
    __m128i others = _mm_or_si128(_mm_or_si128(equal(bytes, '!'), equal(bytes, '=')),
                                  _mm_or_si128(equal(bytes, '_'), equal(bytes, '~')));
    return _mm_or_si128(_mm_or_si128(words, marks), others);
}

static inline __m128i special_bytes(__m128i bytes, escape_set set)
{
    switch (set) {
    case ESCAPE_HTML:
        return markup_bytes(bytes);
    case ESCAPE_XML:
        return _mm_or_si128(_mm_or_si128(markup_bytes(bytes), control_bytes(bytes)), equal(bytes, (char)0xEF));
    case ESCAPE_JSON:
        return _mm_or_si128(_mm_or_si128(equal(bytes, '"'), equal(bytes, '\\')), control_bytes(bytes));
    case ESCAPE_URL:
        return equal(url_bytes(bytes), 0);
    }
    return bytes;
}

/* A bit for each byte, the first byte's lowest. */
static inline uint32_t special_bits(__m128i bytes, escape_set set)
{
    return (uint32_t)_mm_movemask_epi8(special_bytes(bytes, set));
}

static inline size_t lowest_bit(uint32_t bits)
{
    return (size_t)__builtin_ctz(bits);
}

/* The vector's first eight bytes, or four, are those at `text`; the next as many are the last of text[0, size). They
 * overlap unless size is twice as much, so one comparison does for every size between. */
static inline __m128i load_8_to_16(const char *text, size_t size)
{
    __m128i first = _mm_loadl_epi64((const __m128i *)(const void *)text);
    __m128i last = _mm_loadl_epi64((const __m128i *)(const void *)(text + size - 8));
    return _mm_unpacklo_epi64(first, last);
}

static inline __m128i load_4_to_8(const char *text, size_t size)
{
    int32_t first, last;
    memcpy(&first, text, 4);
    memcpy(&last, text + size - 4, 4);
    return _mm_unpacklo_epi32(_mm_cvtsi32_si128(first), _mm_cvtsi32_si128(last));
}

static inline size_t copy_short(char *to, const char *from, size_t size, escape_set set)
{
    if (size >= 8) {
        uint32_t specials = special_bits(load_8_to_16(from, size), set);
        memcpy(to, from, 8);
        memcpy(to + size - 8, from + size - 8, 8);
        if (specials == 0)
            return size;
        size_t bit = lowest_bit(specials);
        return bit < 8 ? bit : size - 16 + bit;
    }
    if (size >= 4) {
        uint32_t specials = special_bits(load_4_to_8(from, size), set) & 0xFF;
        memcpy(to, from, 4);
        memcpy(to + size - 4, from + size - 4, 4);
        if (specials == 0)
            return size;
        size_t bit = lowest_bit(specials);
        return bit < 4 ? bit : size - 8 + bit;
    }
    return copy_bytes(to, from, size, set);
}

/* The last 16 bytes may overlap those before: copying a byte twice is cheaper than a loop for the rest. */
static inline size_t escape_copy_plain(char *to, const char *from, size_t size, escape_set set)
{
    if (size < 16)
        return copy_short(to, from, size, set);
    for (size_t at = 0;; at = at + 32 <= size ? at + 16 : size - 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(from + at));
        _mm_storeu_si128((__m128i *)(void *)(to + at), bytes);
        uint32_t specials = special_bits(bytes, set);
        if (specials != 0)
            return at + lowest_bit(specials);
        if (at + 16 == size)
            return size;
    }
}

#else

static inline size_t escape_copy_plain(char *to, const char *from, size_t size, escape_set set)
{
    return copy_bytes(to, from, size, set);
}

#endif

#endif
