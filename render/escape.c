/* escape.c: escaping of text for HTML, XML and JSON, and of URLs for HTML.
 *
 * Most text holds nothing to escape, and most strings are short. So copying and searching are one: copy_plain copies
 * bytes into the buffer until one must not stay, that one is replaced, and so on. Where the compiler has SSE2 it takes
 * 16 bytes at a time, and what HTML is made of 64 where the machine has AVX-512; elsewhere a plain loop gives the same
 * result. */
#include "escape.h"

#include "escape_avx512.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef enum escape_set { ESCAPE_HTML, ESCAPE_XML, ESCAPE_JSON, ESCAPE_URL } escape_set;

enum {
    REPLACEMENT_MAX = 6, /* &quot; or \u001f */
    ROOM_MIN = 256       /* so that a part of a text is not cut needlessly small */
};

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
static inline size_t copy_plain_bytes(char *to, const char *from, size_t size, escape_set set)
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

static inline size_t copy_plain_short(char *to, const char *from, size_t size, escape_set set)
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
    return copy_plain_bytes(to, from, size, set);
}

/* The last 16 bytes may overlap those before: copying a byte twice is cheaper than a loop for the rest. */
static inline size_t copy_plain(char *to, const char *from, size_t size, escape_set set)
{
    if (size < 16)
        return copy_plain_short(to, from, size, set);
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

static inline size_t copy_plain(char *to, const char *from, size_t size, escape_set set)
{
    return copy_plain_bytes(to, from, size, set);
}

#endif

/* A string that is being written: what is left of it, and where in the buffer it goes. */
typedef struct escape_cursor {
    const char *from;
    const char *end;
    char *to;
} escape_cursor;

/* Each of these replaces the special byte at `from` and steps over it. */
static inline void replace(escape_cursor *cursor, const char *replacement, size_t size)
{
    memcpy(cursor->to, replacement, size);
    cursor->to += size;
    cursor->from++;
}

static void replace_in_markup(escape_cursor *cursor)
{
    switch (*cursor->from) {
    case '&':
        replace(cursor, "&amp;", 5);
        break;
    case '<':
        replace(cursor, "&lt;", 4);
        break;
    case '>':
        replace(cursor, "&gt;", 4);
        break;
    default:
        replace(cursor, "&quot;", 6);
    }
}

static bool is_noncharacter(const escape_cursor *cursor)
{
    const char *from = cursor->from;
    return cursor->end - from >= 3 && from[1] == (char)0xBF && (from[2] == (char)0xBE || from[2] == (char)0xBF);
}

static void replace_in_xml(escape_cursor *cursor)
{
    switch (*cursor->from) {
    case '&':
    case '<':
    case '>':
    case '"':
        replace_in_markup(cursor);
        break;
    case '\t':
    case '\n':
    case '\r':
        replace(cursor, cursor->from, 1);
        break;
    case (char)0xEF:
        if (is_noncharacter(cursor)) {
            replace(cursor, "\xEF\xBF\xBD", 3);
            cursor->from += 2;
        } else {
            replace(cursor, cursor->from, 1);
        }
        break;
    default:
        replace(cursor, "\xEF\xBF\xBD", 3);
    }
}

static void replace_in_json(escape_cursor *cursor)
{
    static const char hex[] = "0123456789abcdef";
    unsigned char byte = (unsigned char)*cursor->from;
    switch (byte) {
    case '"':
        replace(cursor, "\\\"", 2);
        break;
    case '\\':
        replace(cursor, "\\\\", 2);
        break;
    case '\t':
        replace(cursor, "\\t", 2);
        break;
    case '\n':
        replace(cursor, "\\n", 2);
        break;
    case '\r':
        replace(cursor, "\\r", 2);
        break;
    default:
        replace(cursor, (char[]){'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]}, 6);
    }
}

static void replace_in_url(escape_cursor *cursor)
{
    static const char hex[] = "0123456789ABCDEF";
    unsigned char byte = (unsigned char)*cursor->from;
    if (byte == '&')
        replace(cursor, "&amp;", 5);
    else if (byte == '\'')
        replace(cursor, "&#x27;", 6);
    else
        replace(cursor, (char[]){'%', hex[byte >> 4], hex[byte & 15]}, 3);
}

static inline void replace_special(escape_cursor *cursor, escape_set set)
{
    switch (set) {
    case ESCAPE_HTML:
        replace_in_markup(cursor);
        break;
    case ESCAPE_XML:
        replace_in_xml(cursor);
        break;
    case ESCAPE_JSON:
        replace_in_json(cursor);
        break;
    case ESCAPE_URL:
        replace_in_url(cursor);
        break;
    }
}

/* `set` is a constant in each caller, so each gets a loop of its own. Linear: a byte is copied once, and after a
 * special byte at most 16 are copied again. */
static inline void escape(render_output *out, mdp_string text, escape_set set)
{
    escape_cursor cursor = {text.data, text.data + text.size, NULL};
    while (cursor.from < cursor.end && !out->failed) {
        if (RENDER_BUFFER_SIZE - out->used < ROOM_MIN)
            render_flush(out);
        size_t room = RENDER_BUFFER_SIZE - out->used - REPLACEMENT_MAX;
        size_t left = (size_t)(cursor.end - cursor.from);
        size_t size = left < room ? left : room;
        size_t plain = copy_plain(out->buffer + out->used, cursor.from, size, set);
        cursor.from += plain;
        cursor.to = out->buffer + out->used + plain;
        if (plain < size)
            replace_special(&cursor, set);
        out->used = (size_t)(cursor.to - out->buffer);
    }
}

#if MACHINE_X86

/* The same as escape, for two of the sets; `run` is a constant in each caller. */
static inline void escape_widest(render_output *out, mdp_string text,
                                 escape_progress (*run)(char *to, const char *limit, const char *from, const char *end))
{
    const char *from = text.data, *end = text.data + text.size;
    while (from < end && !out->failed) {
        if (RENDER_BUFFER_SIZE - out->used < ROOM_MIN)
            render_flush(out);
        const char *limit = out->buffer + RENDER_BUFFER_SIZE - ESCAPE_BEYOND;
        escape_progress progress = run(out->buffer + out->used, limit, from, end);
        from = progress.from;
        out->used = (size_t)(progress.to - out->buffer);
    }
}

static void escape_html(render_output *out, mdp_string text)
{
    if (out->avx512)
        escape_widest(out, text, escape_html_avx512);
    else
        escape(out, text, ESCAPE_HTML);
}

static void escape_url(render_output *out, mdp_string url)
{
    if (out->avx512)
        escape_widest(out, url, escape_url_avx512);
    else
        escape(out, url, ESCAPE_URL);
}

#else

static void escape_html(render_output *out, mdp_string text)
{
    escape(out, text, ESCAPE_HTML);
}

static void escape_url(render_output *out, mdp_string url)
{
    escape(out, url, ESCAPE_URL);
}

#endif

void render_escape_html(render_output *out, mdp_string text)
{
    escape_html(out, text);
}

void render_escape_xml(render_output *out, mdp_string text)
{
    escape(out, text, ESCAPE_XML);
}

void render_escape_json(render_output *out, mdp_string text)
{
    render_char(out, '"');
    escape(out, text, ESCAPE_JSON);
    render_char(out, '"');
}

void render_escape_url(render_output *out, mdp_string url)
{
    escape_url(out, url);
}
