/* text_index_block.h: what the levels of text_index.h share. Private to the text_index_*.c files.
 *
 * Each level is one function that goes over the text in blocks of 64 bytes: a word of each map. It classifies the bytes of a block
 * with its own instructions and hands the masks to text_block_store. The rest of less than 64 bytes it takes from a copy
 * that is padded with spaces: they are ASCII, not NUL and not special, and they cut short a sequence that the text cuts short. */
#ifndef MDPARSE_PARSER_TEXT_INDEX_BLOCK_H
#define MDPARSE_PARSER_TEXT_INDEX_BLOCK_H

#include "text_index.h"

#include <string.h>

/* The level functions are small loops that must be compiled as one for their own target. */
#if defined(__GNUC__)
#define TEXT_INLINE static inline __attribute__((always_inline))
#else
#define TEXT_INLINE static inline
#endif

enum { TEXT_BLOCK = 64 };

/* One function for each level, with the contract of text_index_build but for the padding word. */
unsigned text_index_scalar(const char *text, size_t size, bool smart, uint64_t *line_ends, uint64_t *specials);

/* Bit i of each mask: byte i of the block is LF, is CR, is one of the specials that end no line. */
struct text_masks {
    uint64_t lf;
    uint64_t cr;
    uint64_t specials;
};

/* Stores the words of the block that starts at text[begin]. */
TEXT_INLINE void text_block_store(struct text_masks masks, const char *text, size_t size, size_t begin,
                                  uint64_t *line_ends, uint64_t *specials)
{
    uint64_t ends = masks.lf;
    if (masks.cr != 0) {
        size_t next = begin + TEXT_BLOCK;
        uint64_t lf_follows = masks.lf >> 1 | (uint64_t)(next < size && text[next] == '\n') << 63;
        ends |= masks.cr & ~lf_follows;
    }
    line_ends[begin / TEXT_BLOCK] = ends;
    specials[begin / TEXT_BLOCK] = masks.specials | ends;
}

/* The padded copy of the last, partial block. */
TEXT_INLINE void text_block_pad(const char *text, size_t size, size_t begin, char padded[TEXT_BLOCK])
{
    memset(padded, ' ', TEXT_BLOCK);
    memcpy(padded, text + begin, size - begin);
}

#endif
