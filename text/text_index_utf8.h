/* text_index_utf8.h: the tables with which the vector levels of text_index.h validate UTF-8. Private to text_index_*.c.
 *
 * The method is from John Keiser and Daniel Lemire, "Validating UTF-8 in less than one instruction per byte", 2021.
 * Whether UTF-8 is well-formed shows in pairs of neighbouring bytes, of which three nibbles are enough: the high and
 * the low one of the first byte and the high one of the second. Each table says, for one of the nibbles, which faults
 * it leaves possible; a fault is there if all three tables agree on it. So three look-ups (a byte shuffle does 16, 32
 * or 64 at once) and two ANDs find every fault, except that pairs cannot count continuation bytes beyond the first: two
 * neighbours that are both continuations are right if, and only if, a lead byte of three stands two, or one of four
 * three, bytes back. UTF8_TWO is that "fault", and the levels compare it with what the earlier bytes ask for. It must
 * be bit 7 for that. */
#ifndef TEXT_INDEX_UTF8_H
#define TEXT_INDEX_UTF8_H

#include <stdint.h>

/* clang-format off */
enum {                     /* first byte        second byte */
    UTF8_SHORT = 1,        /* a lead byte       no continuation */
    UTF8_LONG = 2,         /* ASCII             a continuation */
    UTF8_OVERLONG_2 = 4,   /* C0, C1            a continuation */
    UTF8_OVERLONG_3 = 8,   /* E0                80 to 9F */
    UTF8_SURROGATE = 16,   /* ED                A0 to BF */
    UTF8_BEYOND = 32,      /* F4 to FF          90 to BF */
    UTF8_OVERLONG_4 = 64,  /* F0                80 to 8F */
    UTF8_BEYOND_LOW = 64,  /* F5 to FF          80 to 8F; the bit is shared, for the first byte tells them apart */
    UTF8_TWO = 128,        /* a continuation    a continuation */
    /* The faults to which the low nibble of the first byte does not matter. */
    UTF8_ANY_LOW = UTF8_SHORT | UTF8_LONG | UTF8_TWO,
    /* What may be wrong at F5 to FF, and what at any continuation. */
    UTF8_BEYOND_ANY = UTF8_BEYOND | UTF8_BEYOND_LOW,
    UTF8_ANY_CONTINUATION = UTF8_LONG | UTF8_TWO | UTF8_OVERLONG_2
};

static const uint8_t utf8_first_high[16] = {
    /* 0 to 7 */ UTF8_LONG, UTF8_LONG, UTF8_LONG, UTF8_LONG, UTF8_LONG, UTF8_LONG, UTF8_LONG, UTF8_LONG,
    /* 8 to B */ UTF8_TWO, UTF8_TWO, UTF8_TWO, UTF8_TWO,
    /* C */ UTF8_SHORT | UTF8_OVERLONG_2,
    /* D */ UTF8_SHORT,
    /* E */ UTF8_SHORT | UTF8_OVERLONG_3 | UTF8_SURROGATE,
    /* F */ UTF8_SHORT | UTF8_OVERLONG_4 | UTF8_BEYOND_ANY,
};

static const uint8_t utf8_first_low[16] = {
    /* C0, E0, F0 */ UTF8_ANY_LOW | UTF8_OVERLONG_2 | UTF8_OVERLONG_3 | UTF8_OVERLONG_4,
    /* C1 */ UTF8_ANY_LOW | UTF8_OVERLONG_2,
    /* 2, 3 */ UTF8_ANY_LOW, UTF8_ANY_LOW,
    /* F4 */ UTF8_ANY_LOW | UTF8_BEYOND,
    /* F5 to F8 */ UTF8_ANY_LOW | UTF8_BEYOND_ANY, UTF8_ANY_LOW | UTF8_BEYOND_ANY, UTF8_ANY_LOW | UTF8_BEYOND_ANY,
                   UTF8_ANY_LOW | UTF8_BEYOND_ANY,
    /* F9 to FC */ UTF8_ANY_LOW | UTF8_BEYOND_ANY, UTF8_ANY_LOW | UTF8_BEYOND_ANY, UTF8_ANY_LOW | UTF8_BEYOND_ANY,
                   UTF8_ANY_LOW | UTF8_BEYOND_ANY,
    /* ED, FD */ UTF8_ANY_LOW | UTF8_BEYOND_ANY | UTF8_SURROGATE,
    /* FE, FF */ UTF8_ANY_LOW | UTF8_BEYOND_ANY, UTF8_ANY_LOW | UTF8_BEYOND_ANY,
};

static const uint8_t utf8_second_high[16] = {
    /* 0 to 7 */ UTF8_SHORT, UTF8_SHORT, UTF8_SHORT, UTF8_SHORT, UTF8_SHORT, UTF8_SHORT, UTF8_SHORT, UTF8_SHORT,
    /* 8 */ UTF8_ANY_CONTINUATION | UTF8_OVERLONG_3 | UTF8_OVERLONG_4 | UTF8_BEYOND_LOW,
    /* 9 */ UTF8_ANY_CONTINUATION | UTF8_OVERLONG_3 | UTF8_BEYOND,
    /* A */ UTF8_ANY_CONTINUATION | UTF8_SURROGATE | UTF8_BEYOND,
    /* B */ UTF8_ANY_CONTINUATION | UTF8_SURROGATE | UTF8_BEYOND,
    /* C to F */ UTF8_SHORT, UTF8_SHORT, UTF8_SHORT, UTF8_SHORT,
};
/* clang-format on */

#endif
