/* text_index_class.h: the tables with which the levels that have a byte shuffle find the specials. Private to
 * text_index_*.c.
 *
 * A byte is special if the table of low nibbles and the table of high nibbles share a bit for it. Each bit stands for
 * one row of the ASCII chart (one high nibble), so any set of bytes in up to eight rows can be told with two look-ups:
 *
 *          0 1 2 3 4 5 6 7 8 9 A B C D E F
 *     2x       "       & '     *     - .      " ' - . only in TEXT_SET_SMART
 *     3x                     :     <         : only in TEXT_SET_LINK
 *     4x   @                                 only in TEXT_SET_LINK
 *     5x                         [ \ ]   _
 *     6x   `
 *     7x                         |     ~    | only in TEXT_SET_PIPE, ~ only in TEXT_SET_TILDE
 *
 * LF and CR are compared for by themselves, since a CR needs a second look. Bytes that are not ASCII: the shuffles make
 * 0 of an index with bit 7 set, or the high nibble's entry is 0. */
#ifndef TEXT_INDEX_CLASS_H
#define TEXT_INDEX_CLASS_H

#include <stdint.h>

#include "text_index.h"

enum { ROW_2 = 1, ROW_3 = 2, ROW_4 = 4, ROW_5 = 8, ROW_6 = 16, ROW_7 = 32 };

static const uint8_t class_high[16] = {[2] = ROW_2, [3] = ROW_3, [4] = ROW_4, [5] = ROW_5, [6] = ROW_6, [7] = ROW_7};

/* By low nibble. */
struct class_low {
    uint8_t bytes[16];
};

/* Of what is special in CommonMark. */
static const struct class_low class_low_plain = {{[0x0] = ROW_6,
                                                  [0x6] = ROW_2,
                                                  [0xA] = ROW_2,
                                                  [0xB] = ROW_5,
                                                  [0xC] = ROW_3 | ROW_5,
                                                  [0xD] = ROW_5,
                                                  [0xF] = ROW_5}};

/* The table of low nibbles for these TEXT_SET_*: the one above, or `made`. */
static inline const struct class_low *class_low(unsigned sets, struct class_low *made)
{
    if (sets == 0)
        return &class_low_plain;
    *made = class_low_plain;
    if (sets & TEXT_SET_SMART) {
        made->bytes[0x2] |= ROW_2;
        made->bytes[0x7] |= ROW_2;
        made->bytes[0xD] |= ROW_2;
        made->bytes[0xE] |= ROW_2;
    }
    if (sets & TEXT_SET_TILDE)
        made->bytes[0xE] |= ROW_7;
    if (sets & TEXT_SET_PIPE)
        made->bytes[0xC] |= ROW_7;
    if (sets & TEXT_SET_LINK) {
        made->bytes[0x0] |= ROW_4;
        made->bytes[0xA] |= ROW_3;
    }
    return made;
}

#endif
