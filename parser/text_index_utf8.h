/* text_index_utf8.h: the tables with which the vector levels of text_index.h validate UTF-8. Private to text_index_*.c.
 *
 * The method is from John Keiser and Daniel Lemire, "Validating UTF-8 in less than one instruction per byte", 2021.
 * Whether UTF-8 is well-formed shows in pairs of neighbouring bytes, of which three nibbles are enough: the high and the low one
 * of the first byte and the high one of the second. Each table says, for one of the nibbles, which faults it leaves
 * possible; a fault is there if all three tables agree on it. So three look-ups (a byte shuffle does 16, 32 or 64 at once)
 * and two ANDs find every fault, except that pairs cannot count continuation bytes beyond the first: two neighbours that are both
 * continuations are right if, and only if, a lead byte of three stands two, or one of four three, bytes back.
 * UTF8_TWO is that "fault", and the levels compare it with what the earlier bytes ask for. It must be bit 7 for that. */
#ifndef MDPARSE_PARSER_TEXT_INDEX_UTF8_H
#define MDPARSE_PARSER_TEXT_INDEX_UTF8_H

#include <stdint.h>

enum {                       /*  first byte          second byte  */
       UTF8_SHORT = 1,       /*  a lead byte         no continuation */
       UTF8_LONG = 2,        /*  ASCII               a continuation */
       UTF8_OVERLONG_2 = 4,  /*  C0, C1              a continuation */
       UTF8_OVERLONG_3 = 8,  /*  E0                  80 to 9F */
       UTF8_SURROGATE = 16,  /*  ED                  A0 to BF */
       UTF8_BEYOND = 32,     /*  F4 to FF            90 to BF */
       UTF8_OVERLONG_4 = 64, /*  F0                  80 to 8F */
       UTF8_BEYOND_LOW = 64, /*  F5 to FF            80 to 8F, the same bit: no byte pair could be both */
       UTF8_TWO = 128,       /*  a continuation      a continuation */
       UTF8_ANY_LOW =
           UTF8_SHORT | UTF8_LONG | UTF8_TWO /* the faults to which the first byte's low nibble does not matter */
};

/* By the first byte's high nibble. */
static const uint8_t utf8_first_high[16] = {
    UTF8_LONG,
    UTF8_LONG,
    UTF8_LONG,
    UTF8_LONG,
    UTF8_LONG,
    UTF8_LONG,
    UTF8_LONG,
    UTF8_LONG, /* 0 to 7 */
    UTF8_TWO,
    UTF8_TWO,
    UTF8_TWO,
    UTF8_TWO,                                                     /* 8 to B */
    UTF8_SHORT | UTF8_OVERLONG_2,                                 /* C */
    UTF8_SHORT,                                                   /* D */
    UTF8_SHORT | UTF8_OVERLONG_3 | UTF8_SURROGATE,                /* E */
    UTF8_SHORT | UTF8_BEYOND | UTF8_BEYOND_LOW | UTF8_OVERLONG_4, /* F */
};

/* By the first byte's low nibble. */
static const uint8_t utf8_first_low[16] = {
    UTF8_ANY_LOW | UTF8_OVERLONG_2 | UTF8_OVERLONG_3 | UTF8_OVERLONG_4, /* C0, E0, F0 */
    UTF8_ANY_LOW | UTF8_OVERLONG_2,                                     /* C1 */
    UTF8_ANY_LOW,
    UTF8_ANY_LOW,
    UTF8_ANY_LOW | UTF8_BEYOND,                   /* F4 */
    UTF8_ANY_LOW | UTF8_BEYOND | UTF8_BEYOND_LOW, /* F5 and so on */
    UTF8_ANY_LOW | UTF8_BEYOND | UTF8_BEYOND_LOW,
    UTF8_ANY_LOW | UTF8_BEYOND | UTF8_BEYOND_LOW,
    UTF8_ANY_LOW | UTF8_BEYOND | UTF8_BEYOND_LOW,
    UTF8_ANY_LOW | UTF8_BEYOND | UTF8_BEYOND_LOW,
    UTF8_ANY_LOW | UTF8_BEYOND | UTF8_BEYOND_LOW,
    UTF8_ANY_LOW | UTF8_BEYOND | UTF8_BEYOND_LOW,
    UTF8_ANY_LOW | UTF8_BEYOND | UTF8_BEYOND_LOW,
    UTF8_ANY_LOW | UTF8_BEYOND | UTF8_BEYOND_LOW | UTF8_SURROGATE, /* ED */
    UTF8_ANY_LOW | UTF8_BEYOND | UTF8_BEYOND_LOW,
    UTF8_ANY_LOW | UTF8_BEYOND | UTF8_BEYOND_LOW,
};

/* By the second byte's high nibble. */
static const uint8_t utf8_second_high[16] = {
    UTF8_SHORT,
    UTF8_SHORT,
    UTF8_SHORT,
    UTF8_SHORT,
    UTF8_SHORT,
    UTF8_SHORT,
    UTF8_SHORT,
    UTF8_SHORT,                                                                                   /* 0 to 7 */
    UTF8_LONG | UTF8_TWO | UTF8_OVERLONG_2 | UTF8_OVERLONG_3 | UTF8_OVERLONG_4 | UTF8_BEYOND_LOW, /* 8 */
    UTF8_LONG | UTF8_TWO | UTF8_OVERLONG_2 | UTF8_OVERLONG_3 | UTF8_BEYOND,                       /* 9 */
    UTF8_LONG | UTF8_TWO | UTF8_OVERLONG_2 | UTF8_SURROGATE | UTF8_BEYOND,                        /* A */
    UTF8_LONG | UTF8_TWO | UTF8_OVERLONG_2 | UTF8_SURROGATE | UTF8_BEYOND,                        /* B */
    UTF8_SHORT,
    UTF8_SHORT,
    UTF8_SHORT,
    UTF8_SHORT, /* C to F */
};

#endif
