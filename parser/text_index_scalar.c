/* text_index_scalar.c: the text index byte by byte, by a table. It says what the other levels must do, and tests hold them to it. */
#include "text_index_block.h"

#include "utf8.h"

enum { CLASS_LF = 1, CLASS_CR = 2, CLASS_SPECIAL = 4, CLASS_SMART = 8, CLASS_NUL = 16 };

static const uint8_t byte_class[256] = {
    ['\0'] = CLASS_NUL,     ['\n'] = CLASS_LF,     ['\r'] = CLASS_CR,     ['*'] = CLASS_SPECIAL, ['_'] = CLASS_SPECIAL,
    ['`'] = CLASS_SPECIAL,  ['['] = CLASS_SPECIAL, [']'] = CLASS_SPECIAL, ['<'] = CLASS_SPECIAL, ['&'] = CLASS_SPECIAL,
    ['\\'] = CLASS_SPECIAL, ['\''] = CLASS_SMART,  ['"'] = CLASS_SMART,   ['-'] = CLASS_SMART,   ['.'] = CLASS_SMART,
};

/* Adds the classes of all bytes to *seen, and bit 7 if one is not ASCII. */
static struct text_masks classify(const char *block, unsigned wanted, unsigned *seen)
{
    struct text_masks masks = {0, 0, 0};
    for (unsigned i = 0; i < TEXT_BLOCK; i++) {
        unsigned char byte = (unsigned char)block[i];
        unsigned class = byte_class[byte];
        masks.lf |= (uint64_t)((class & CLASS_LF) != 0) << i;
        masks.cr |= (uint64_t)((class & CLASS_CR) != 0) << i;
        masks.specials |= (uint64_t)((class & wanted) != 0) << i;
        *seen |= class | (byte & 0x80u);
    }
    return masks;
}

unsigned text_index_scalar(const char *text, size_t size, bool smart, uint64_t *line_ends, uint64_t *specials)
{
    unsigned wanted = smart ? CLASS_SPECIAL | CLASS_SMART : CLASS_SPECIAL;
    unsigned seen = 0;
    size_t begin = 0;
    for (; size - begin >= TEXT_BLOCK; begin += TEXT_BLOCK)
        text_block_store(classify(text + begin, wanted, &seen), text, size, begin, line_ends, specials);
    if (begin < size) {
        char padded[TEXT_BLOCK];
        text_block_pad(text, size, begin, padded);
        text_block_store(classify(padded, wanted, &seen), text, size, begin, line_ends, specials);
    }

    bool non_ascii = (seen & 0x80) != 0;
    return text_flags((seen & CLASS_CR) != 0, (seen & CLASS_NUL) != 0, non_ascii, non_ascii && !utf8_valid(text, size));
}
