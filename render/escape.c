/* escape.c: escaping of text for HTML, XML and JSON; URLs are in url.c.
 *
 * Most text holds nothing to escape, so the work is the search for the next special byte. It goes by blocks of 16
 * bytes: block_specials answers with a bit for each byte, and everything between two specials is copied in one piece.
 * Where the compiler has SSE2 a block costs a handful of instructions; elsewhere a plain loop gives the same bits. */
#include "escape.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

typedef enum escape_set { ESCAPE_HTML, ESCAPE_XML, ESCAPE_JSON } escape_set;

enum { BLOCK_SIZE = 16 };

/* For XML some bytes are only suspects: white space may stay, and EF begins U+FFFE and U+FFFF but many others too. */
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

static inline uint32_t block_specials(const char *block, escape_set set)
{
    __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)block);
    __m128i specials;
    if (set == ESCAPE_HTML)
        specials = markup_bytes(bytes);
    else if (set == ESCAPE_XML)
        specials = _mm_or_si128(_mm_or_si128(markup_bytes(bytes), control_bytes(bytes)), equal(bytes, (char)0xEF));
    else
        specials = _mm_or_si128(_mm_or_si128(equal(bytes, '"'), equal(bytes, '\\')), control_bytes(bytes));
    return (uint32_t)_mm_movemask_epi8(specials);
}

#else

static inline bool is_special(unsigned char byte, escape_set set)
{
    if (set == ESCAPE_JSON)
        return byte == '"' || byte == '\\' || byte < 0x20;
    return byte == '&' || byte == '<' || byte == '>' || byte == '"' ||
           (set == ESCAPE_XML && (byte < 0x20 || byte == 0xEF));
}

static inline uint32_t block_specials(const char *block, escape_set set)
{
    uint32_t specials = 0;
    for (unsigned i = 0; i < BLOCK_SIZE; i++)
        specials |= (uint32_t)is_special((unsigned char)block[i], set) << i;
    return specials;
}

#endif

/* The bits of the block at `at`, of which the text may hold only a part. The last part of a longer text is read as a full
 * block that ends with it and overlaps the one before; a short text is copied, because behind it nothing may be read. */
static inline uint32_t specials_at(mdp_string text, size_t at, escape_set set)
{
    size_t left = text.size - at;
    if (left >= BLOCK_SIZE)
        return block_specials(text.data + at, set);
    if (at > 0)
        return block_specials(text.data + text.size - BLOCK_SIZE, set) >> (BLOCK_SIZE - left);
    char block[BLOCK_SIZE] = {0};
    memcpy(block, text.data, left);
    return block_specials(block, set) & ((1u << left) - 1);
}

/* Writes a control character of a JSON string, and the two others that have to be escaped there. */
static void write_json_escape(render_output *out, char byte)
{
    static const char hex[] = "0123456789abcdef";
    char escape[6] = {'\\', byte, '0', '0', hex[(unsigned char)byte >> 4], hex[byte & 15]};
    size_t size = 2;
    switch (byte) {
    case '"':
    case '\\':
        break;
    case '\b':
        escape[1] = 'b';
        break;
    case '\t':
        escape[1] = 't';
        break;
    case '\n':
        escape[1] = 'n';
        break;
    case '\f':
        escape[1] = 'f';
        break;
    case '\r':
        escape[1] = 'r';
        break;
    default:
        escape[1] = 'u';
        size = 6;
    }
    render_write(out, escape, size);
}

/* What stands for a special byte in HTML and XML. The empty string: nothing, the byte may stay. */
static inline mdp_string markup_replacement(const char *special, size_t left)
{
    switch (*special) {
    case '&':
        return (mdp_string){"&amp;", 5};
    case '<':
        return (mdp_string){"&lt;", 4};
    case '>':
        return (mdp_string){"&gt;", 4};
    case '"':
        return (mdp_string){"&quot;", 6};
    case '\t':
    case '\n':
    case '\r':
        return (mdp_string){"", 0};
    case (char)0xEF:
        if (left < 3 || special[1] != (char)0xBF || (special[2] != (char)0xBE && special[2] != (char)0xBF))
            return (mdp_string){"", 0};
        return (mdp_string){"\xEF\xBF\xBD", 3};
    default:
        return (mdp_string){"\xEF\xBF\xBD", 3};
    }
}

/* `set` is a constant in each caller, so each gets a loop of its own. Linear: each byte is in one block or, at the end,
 * two. */
static inline void escape(render_output *out, mdp_string text, escape_set set)
{
    size_t written = 0;
    for (size_t at = 0; at < text.size; at += BLOCK_SIZE) {
        for (uint32_t specials = specials_at(text, at, set); specials != 0; specials &= specials - 1) {
            size_t special = at + (size_t)__builtin_ctz(specials);
            const char *byte = text.data + special;
            mdp_string replacement = {"", 0};
            if (set != ESCAPE_JSON) {
                replacement = markup_replacement(byte, text.size - special);
                if (replacement.size == 0)
                    continue;
            }
            render_write(out, text.data + written, special - written);
            if (set == ESCAPE_JSON)
                write_json_escape(out, *byte);
            else
                render_string(out, replacement);
            written = special + (*byte == (char)0xEF ? 3 : 1);
        }
    }
    render_write(out, text.data + written, text.size - written);
}

void render_escape_html(render_output *out, mdp_string text)
{
    escape(out, text, ESCAPE_HTML);
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
