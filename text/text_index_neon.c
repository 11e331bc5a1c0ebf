/* text_index_neon.c: the text index with NEON, which every 64-bit Arm machine has, 16 bytes at a time. Start at
 * text_index_neon; what it does is said in text_index_block.h, and how in text_index_class.h and text_index_utf8.h. */
#include "text_index_block.h"

#if TEXT_ARM

#include "text_index_class.h"
#include "text_index_utf8.h"

#include <arm_neon.h>

enum { VECTORS = TEXT_BLOCK / 16 };

/* What is carried from block to block. */
struct scan {
    uint8x16_t low;      /* class_low */
    uint8x16_t least;    /* the least byte of each column: 0 if there was a NUL */
    uint8x16_t invalid;  /* not all zeros if there was a fault */
    uint8x16_t previous; /* the last 16 bytes of the block before */
    uint64_t cr;
    uint64_t w; /* text_dots_behind_w */
    bool links; /* TEXT_SET_LINK */
    bool non_ascii;
};

/* One bit for each byte of four vectors, whose bytes are all 0 or 0xFF. NEON has no instruction for it: each byte keeps
 * the bit of its place in eight, and three rounds of adding neighbours gather them. */
TEXT_INLINE uint64_t mask(const uint8x16_t found[VECTORS])
{
    static const uint8_t places[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t place = vld1q_u8(places);
    uint8x16_t first = vpaddq_u8(vandq_u8(found[0], place), vandq_u8(found[1], place));
    uint8x16_t second = vpaddq_u8(vandq_u8(found[2], place), vandq_u8(found[3], place));
    uint8x16_t bits = vpaddq_u8(first, second);
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(bits, bits)), 0);
}

/* Not zero where a byte opens a sequence that would go on behind the vector. */
TEXT_INLINE uint8x16_t find_open_end(uint8x16_t bytes)
{
    static const uint8_t most[16] = {255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0xEF, 0xDF, 0xBF};
    return vqsubq_u8(bytes, vld1q_u8(most));
}

/* Not zero where a byte and those before it are at fault: text_index_utf8.h. */
TEXT_INLINE uint8x16_t find_invalid(uint8x16_t bytes, uint8x16_t previous)
{
    uint8x16_t back1 = vextq_u8(previous, bytes, 15);
    uint8x16_t back2 = vextq_u8(previous, bytes, 14);
    uint8x16_t back3 = vextq_u8(previous, bytes, 13);

    uint8x16_t first_high = vqtbl1q_u8(vld1q_u8(utf8_first_high), vshrq_n_u8(back1, 4));
    uint8x16_t first_low = vqtbl1q_u8(vld1q_u8(utf8_first_low), vandq_u8(back1, vdupq_n_u8(0x0F)));
    uint8x16_t second_high = vqtbl1q_u8(vld1q_u8(utf8_second_high), vshrq_n_u8(bytes, 4));
    uint8x16_t faults = vandq_u8(vandq_u8(first_high, first_low), second_high);

    /* Bit 7 where two continuations in a row must be: a lead byte of three or four two back, of four three back. */
    uint8x16_t third = vqsubq_u8(back2, vdupq_n_u8(0xE0 - 0x80));
    uint8x16_t fourth = vqsubq_u8(back3, vdupq_n_u8(0xF0 - 0x80));
    return veorq_u8(faults, vandq_u8(vorrq_u8(third, fourth), vdupq_n_u8(UTF8_TWO)));
}

TEXT_INLINE void validate(struct scan *scan, const uint8x16_t bytes[VECTORS])
{
    uint8x16_t all = vorrq_u8(vorrq_u8(bytes[0], bytes[1]), vorrq_u8(bytes[2], bytes[3]));
    if (vmaxvq_u8(all) < 0x80) {
        scan->invalid = vorrq_u8(scan->invalid, find_open_end(scan->previous));
    } else {
        scan->non_ascii = true;
        for (unsigned i = 0; i < VECTORS; i++) {
            scan->invalid = vorrq_u8(scan->invalid, find_invalid(bytes[i], scan->previous));
            scan->previous = bytes[i];
        }
    }
    scan->previous = bytes[VECTORS - 1];
}

TEXT_INLINE struct text_masks scan_block(struct scan *scan, const char *block)
{
    uint8x16_t bytes[VECTORS], lf[VECTORS], cr[VECTORS], special[VECTORS];
    for (size_t i = 0; i < VECTORS; i++) {
        bytes[i] = vld1q_u8((const uint8_t *)block + 16 * i);
        lf[i] = vceqq_u8(bytes[i], vdupq_n_u8('\n'));
        cr[i] = vceqq_u8(bytes[i], vdupq_n_u8('\r'));
        uint8x16_t columns = vqtbl1q_u8(scan->low, vandq_u8(bytes[i], vdupq_n_u8(0x0F)));
        special[i] = vtstq_u8(columns, vqtbl1q_u8(vld1q_u8(class_high), vshrq_n_u8(bytes[i], 4)));
        scan->least = vminq_u8(scan->least, bytes[i]);
    }
    struct text_masks masks = {.lf = mask(lf), .cr = mask(cr), .specials = mask(special)};
    if (scan->links) {
        uint8x16_t dots[VECTORS], ws[VECTORS];
        for (size_t i = 0; i < VECTORS; i++) {
            dots[i] = vceqq_u8(bytes[i], vdupq_n_u8('.'));
            ws[i] = vceqq_u8(bytes[i], vdupq_n_u8('w'));
        }
        masks.specials |= text_dots_behind_w(mask(dots), mask(ws), &scan->w);
    }
    scan->cr |= masks.cr;
    validate(scan, bytes);
    return masks;
}

/* With and without TEXT_SET_LINK, so that what is not asked for takes neither a step nor a register. */
TEXT_INLINE unsigned index_text(const char *text, size_t size, unsigned sets, bool links, uint64_t *line_ends,
                                uint64_t *specials)
{
    struct class_low made;
    struct scan scan = {
        .low = vld1q_u8(class_low(sets, &made)->bytes),
        .links = links,
        .least = vdupq_n_u8(0xFF),
        .invalid = vdupq_n_u8(0),
        .previous = vdupq_n_u8(0),
    };
    size_t begin = 0;
    for (; size - begin >= TEXT_BLOCK; begin += TEXT_BLOCK)
        text_block_store(scan_block(&scan, text + begin), text, size, begin, line_ends, specials);
    if (begin < size) {
        char padded[TEXT_BLOCK];
        text_block_pad(text, size, begin, padded);
        text_block_store(scan_block(&scan, padded), text, size, begin, line_ends, specials);
    }
    uint8x16_t invalid = vorrq_u8(scan.invalid, find_open_end(scan.previous));
    return text_flags(scan.cr != 0, vminvq_u8(scan.least) == 0, scan.non_ascii, vmaxvq_u8(invalid) != 0);
}

unsigned text_index_neon(const char *text, size_t size, unsigned sets, uint64_t *line_ends, uint64_t *specials)
{
    return sets & TEXT_SET_LINK ? index_text(text, size, sets, true, line_ends, specials)
                                : index_text(text, size, sets, false, line_ends, specials);
}

#endif
