/* utf8.c: see utf8.h. Start at decode(): it alone holds the rule of what is well-formed. */
#include "utf8.h"

#include <string.h>

/* What decode() stores for an ill-formed sequence. Not U+FFFD, which a text may hold rightly. */
static const uint32_t ill_formed = 0xFFFFFFFF;

/* Unicode 15, table 3-7, "Well-Formed UTF-8 Byte Sequences". The lead byte tells how many bytes follow, and narrows the
 * range of the first of them: that is what keeps out overlong forms (E0, F0), surrogates (ED) and all beyond U+10FFFF
 * (F4). */
static unsigned decode(const unsigned char *bytes, size_t size, uint32_t *code_point)
{
    unsigned lead = bytes[0];
    *code_point = lead;
    if (lead < 0x80)
        return 1;
    *code_point = ill_formed;
    if (lead < 0xC2 || lead > 0xF4)
        return 1;

    unsigned length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    uint32_t value = lead & (0x7Fu >> length);
    for (unsigned i = 1; i < length; i++) {
        if (i == size || bytes[i] < low || bytes[i] > high)
            return i;
        value = value << 6 | (bytes[i] & 0x3Fu);
        low = 0x80;
        high = 0xBF;
    }
    *code_point = value;
    return length;
}

unsigned utf8_decode(const char *text, size_t size, uint32_t *code_point)
{
    unsigned length = decode((const unsigned char *)text, size, code_point);
    if (*code_point == ill_formed)
        *code_point = UTF8_REPLACEMENT;
    return length;
}

uint32_t utf8_decode_before(const char *text, size_t size)
{
    /* A well-formed sequence starts at the nearest byte that is no continuation, at most 3 back, and ends exactly here.
     * */
    size_t back = 1;
    while (back < 4 && back < size && ((unsigned char)text[size - back] & 0xC0) == 0x80)
        back++;
    uint32_t code_point;
    return utf8_decode(text + size - back, back, &code_point) == back ? code_point : UTF8_REPLACEMENT;
}

unsigned utf8_encode(uint32_t code_point, char out[4])
{
    if (code_point == 0 || (code_point >= 0xD800 && code_point <= 0xDFFF) || code_point > 0x10FFFF)
        code_point = UTF8_REPLACEMENT;
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    unsigned length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (unsigned i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    out[0] = (char)((0xF00u >> length & 0xFF) | code_point);
    return length;
}

bool utf8_valid(const char *text, size_t size)
{
    size_t position = 0;
    while (position < size) {
        uint64_t eight;
        if (size - position >= sizeof eight) {
            memcpy(&eight, text + position, sizeof eight);
            if ((eight & UINT64_C(0x8080808080808080)) == 0) {
                position += sizeof eight;
                continue;
            }
        }
        uint32_t code_point;
        position += decode((const unsigned char *)text + position, size - position, &code_point);
        if (code_point == ill_formed)
            return false;
    }
    return true;
}
