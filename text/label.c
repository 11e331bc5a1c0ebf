/* label.c: see label.h. */
#include "label.h"

#include "hints.h"
#include "utf8.h"

#include <stdbool.h>
#include <utf8proc.h>
#include <xxhash.h>

static bool is_label_space(unsigned char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Writes the full case fold of the code point at text[0]; returns where the output ends. *length is what was read. */
static char *fold(const char *text, size_t size, char *out, unsigned *length)
{
    uint32_t code_point;
    *length = utf8_decode(text, size, &code_point);
    utf8proc_int32_t folded[4]; /* CaseFolding.txt has three at most */
    int boundary = 0;
    utf8proc_ssize_t count =
        utf8proc_decompose_char((utf8proc_int32_t)code_point, folded, 4, UTF8PROC_CASEFOLD, &boundary);
    for (utf8proc_ssize_t i = 0; i < count; i++)
        out += utf8_encode((uint32_t)folded[i], out);
    return out;
}

inline size_t label_normalize(const char *raw, size_t size, char out[LABEL_NORMAL_MAX])
{
    char *end = out;
    bool space = false; /* space was passed that is still to be written: so none is at the start or at the end */
    for (size_t i = 0; i < size;) {
        unsigned char byte = (unsigned char)raw[i];
        if (rarely(is_label_space(byte))) {
            space = end != out;
            i++;
            continue;
        }
        if (rarely(space))
            *end++ = ' ';
        space = false;
        if (usually(byte > 0 && byte < 0x80)) {
            *end++ = byte >= 'A' && byte <= 'Z' ? (char)(byte + ('a' - 'A')) : (char)byte;
            i++;
        } else {
            unsigned length;
            end = fold(raw + i, size - i, end, &length);
            i += length;
        }
    }
    return (size_t)(end - out);
}

uint64_t label_hash(const char *normal, size_t size)
{
    return XXH3_64bits(normal, size);
}
