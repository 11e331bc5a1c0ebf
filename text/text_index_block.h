/* text_index_block.h: what the levels of text_index.h share. Private to text_index_*.c.
 *
 * Each level is one function that goes over the text in blocks of 64 bytes: a word of each map. It classifies the bytes
 * of a block with its own instructions and hands the masks to text_block_store. The rest of less than 64 bytes it takes
 * from a copy that is padded with spaces: they are ASCII, not NUL and not special, and they cut short a sequence that
 * the text cuts short.
 *
 * A level's code is compiled for its instructions by a target attribute on each function, so that the library as a
 * whole is built for the least of machines. A block whose bytes are all ASCII is not looked at for UTF-8, but the one
 * before it must not have left a sequence open. */
#ifndef TEXT_INDEX_BLOCK_H
#define TEXT_INDEX_BLOCK_H

#include "text_index.h"

#include <string.h>

#if defined(__GNUC__) && defined(__x86_64__)
#define TEXT_X86 1
#else
#define TEXT_X86 0
#endif

#if defined(__GNUC__) && defined(__aarch64__) && !defined(__AARCH64EB__)
#define TEXT_ARM 1
#else
#define TEXT_ARM 0
#endif

/* The parts of a level are inlined whatever the compiler thinks of their size: then its constants stay in registers. */
#if defined(__GNUC__)
#define TEXT_INLINE static inline __attribute__((always_inline))
#else
#define TEXT_INLINE static inline
#endif

enum { TEXT_BLOCK = 64 };

/* One function for each level, with the contract of text_index_build except for the padding word. */
typedef unsigned text_index_function(const char *text, size_t size, unsigned sets, uint64_t *line_ends,
                                     uint64_t *specials);
text_index_function text_index_scalar;
#if TEXT_X86
text_index_function text_index_sse2, text_index_avx2, text_index_avx512;
#endif
#if TEXT_ARM
text_index_function text_index_neon;
#endif

/* Bit i of each mask: byte i of the block is LF, is CR, is one of the specials that end no line. */
struct text_masks {
    uint64_t lf;
    uint64_t cr;
    uint64_t specials;
};

/* Of the dots of a block those that stand right behind a `w`; *carry is whether the block before ended with one. */
TEXT_INLINE uint64_t text_dots_behind_w(uint64_t dots, uint64_t ws, uint64_t *carry)
{
    uint64_t behind = ws << 1 | *carry;
    *carry = ws >> 63;
    return dots & behind;
}

/* Stores the words of the block that starts at text[begin]. A CR ends a line where no LF follows; that of the block's
 * last byte would be the next block's first. */
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

/* Copies so many bytes at both ends of what is copied: all of it if that is at most twice as many. */
TEXT_INLINE void text_copy_ends(char *to, const char *from, size_t size, size_t bytes)
{
    memcpy(to, from, bytes);
    memcpy(to + size - bytes, from + size - bytes, bytes);
}

/* The padded copy of the last, partial block, which is not empty: by copies of fixed sizes, since every small text has
 * one. */
TEXT_INLINE void text_block_pad(const char *text, size_t size, size_t begin, char padded[TEXT_BLOCK])
{
    size_t rest = size - begin;
    text += begin;
    memset(padded, ' ', TEXT_BLOCK);
    if (rest >= 32) {
        text_copy_ends(padded, text, rest, 32);
    } else if (rest >= 16) {
        text_copy_ends(padded, text, rest, 16);
    } else if (rest >= 8) {
        text_copy_ends(padded, text, rest, 8);
    } else if (rest >= 4) {
        text_copy_ends(padded, text, rest, 4);
    } else {
        padded[0] = text[0];
        padded[rest / 2] = text[rest / 2];
        padded[rest - 1] = text[rest - 1];
    }
}

TEXT_INLINE unsigned text_flags(bool cr, bool nul, bool non_ascii, bool invalid)
{
    return (cr ? TEXT_HAS_CR : 0u) | (nul ? TEXT_HAS_NUL : 0u) | (non_ascii ? TEXT_HAS_NON_ASCII : 0u) |
           (invalid ? TEXT_HAS_INVALID : 0u);
}

#endif
