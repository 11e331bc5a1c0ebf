/* text_index_scalar.c: the text index for machines without a level of their own, by a table, in plain C. */
#include "text_index_block.h"

#include "utf8.h"

/* From CLASS_SPECIAL on: the bytes that are always special, then those of each TEXT_SET_*, in their order. */
enum {
    CLASS_LF = 1,
    CLASS_CR = 2,
    CLASS_NUL = 4,
    CLASS_SPECIAL = 8,
    CLASS_SMART = 16,
    CLASS_TILDE = 32,
    CLASS_LINK = 64,
    CLASS_PIPE = 128
};
_Static_assert(CLASS_SMART == TEXT_SET_SMART * 2 * CLASS_SPECIAL && CLASS_TILDE == TEXT_SET_TILDE * 2 * CLASS_SPECIAL &&
                   CLASS_LINK == TEXT_SET_LINK * 2 * CLASS_SPECIAL && CLASS_PIPE == TEXT_SET_PIPE * 2 * CLASS_SPECIAL,
               "the classes of sets are the sets, shifted");

/* clang-format off */
static const uint8_t byte_class[256] = {
    ['\0'] = CLASS_NUL, ['\n'] = CLASS_LF, ['\r'] = CLASS_CR,
    ['*'] = CLASS_SPECIAL, ['_'] = CLASS_SPECIAL, ['`'] = CLASS_SPECIAL, ['['] = CLASS_SPECIAL, [']'] = CLASS_SPECIAL,
    ['<'] = CLASS_SPECIAL, ['&'] = CLASS_SPECIAL, ['\\'] = CLASS_SPECIAL,
    ['\''] = CLASS_SMART, ['"'] = CLASS_SMART, ['-'] = CLASS_SMART, ['.'] = CLASS_SMART,
    ['~'] = CLASS_TILDE, [':'] = CLASS_LINK, ['@'] = CLASS_LINK, ['|'] = CLASS_PIPE,
};
/* clang-format on */

/* What is carried from block to block. */
struct scan {
    uint64_t classes; /* all classes seen, in any of the eight bytes */
    uint64_t bytes;   /* all bytes seen, ORed */
    uint64_t w;       /* text_dots_behind_w */
};

/* The classes of eight bytes, those of the first in the lowest eight bits. */
static uint64_t classify(const char *bytes)
{
    uint64_t classes = 0;
    for (unsigned i = 0; i < 8; i++)
        classes |= (uint64_t)byte_class[(unsigned char)bytes[i]] << 8 * i;
    return classes;
}

/* The lowest bit of each of eight bytes: whether it has one of the classes from CLASS_SPECIAL on that are wanted. */
static uint64_t fold_specials(uint64_t classes, unsigned wanted)
{
    classes &= UINT64_C(0x0101010101010101) * wanted;
    return classes >> 3 | classes >> 4 | classes >> 5 | classes >> 6 | classes >> 7;
}

/* One bit for each of eight bytes: whether it has the class. The product moves the lowest bit of byte i to bit 56 + i:
 * that is where 2^(8i) * 2^(56 - 7i) lands, and no two of the other products meet, so nothing is carried. */
static uint64_t gather(uint64_t classes, unsigned class_bit)
{
    uint64_t lowest = classes >> class_bit & UINT64_C(0x0101010101010101);
    return lowest * UINT64_C(0x0102040810204080) >> 56;
}

/* One bit for each byte of the block that is this one. */
static uint64_t find_byte(const char *block, char byte)
{
    uint64_t found = 0;
    for (unsigned i = 0; i < TEXT_BLOCK; i++)
        found |= (uint64_t)(block[i] == byte) << i;
    return found;
}

static struct text_masks scan_block(struct scan *scan, const char *block, unsigned wanted)
{
    struct text_masks masks = {0, 0, 0};
    for (unsigned i = 0; i < TEXT_BLOCK; i += 8) {
        uint64_t bytes;
        memcpy(&bytes, block + i, sizeof bytes);
        uint64_t classes = classify(block + i);
        scan->bytes |= bytes;
        scan->classes |= classes;
        masks.lf |= gather(classes, 0) << i;
        masks.cr |= gather(classes, 1) << i;
        masks.specials |= gather(fold_specials(classes, wanted), 0) << i;
    }
    if (wanted & CLASS_LINK)
        masks.specials |= text_dots_behind_w(find_byte(block, '.'), find_byte(block, 'w'), &scan->w);
    return masks;
}

unsigned text_index_scalar(const char *text, size_t size, unsigned sets, uint64_t *line_ends, uint64_t *specials)
{
    struct scan scan = {0, 0, 0};
    unsigned wanted = CLASS_SPECIAL | sets * 2 * CLASS_SPECIAL;
    size_t begin = 0;
    for (; size - begin >= TEXT_BLOCK; begin += TEXT_BLOCK)
        text_block_store(scan_block(&scan, text + begin, wanted), text, size, begin, line_ends, specials);
    if (begin < size) {
        char padded[TEXT_BLOCK];
        text_block_pad(text, size, begin, padded);
        text_block_store(scan_block(&scan, padded, wanted), text, size, begin, line_ends, specials);
    }
    const uint64_t each = UINT64_C(0x0101010101010101);
    bool non_ascii = (scan.bytes & each << 7) != 0;
    return text_flags((scan.classes & each * CLASS_CR) != 0, (scan.classes & each * CLASS_NUL) != 0, non_ascii,
                      non_ascii && !utf8_valid(text, size));
}
