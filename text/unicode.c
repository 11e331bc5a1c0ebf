/* unicode.c: see unicode.h. */
#include "unicode.h"

#include <utf8proc.h>

/* UNICODE_WHITESPACE is 1, UNICODE_PUNCTUATION 2; a row for 32 code points. */
const uint8_t unicode_ascii_class[128] = {
    0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2, 2,
    2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 2,
    2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 0,
};

/* Blocks of nothing but letters and marks, in which most text outside ASCII is written: they spare the look-up. They
 * are stable, since Unicode never changes a letter to punctuation or white space. */
static bool is_common_letter(uint32_t code_point)
{
    if (code_point < 0x3000)
        return (code_point >= 0xD8 && code_point <= 0xF6) ||   /* Latin-1 */
               (code_point >= 0xF8 && code_point <= 0x2C1) ||  /* Latin Extended-A, -B, IPA */
               (code_point >= 0x388 && code_point <= 0x3F5) || /* Greek */
               (code_point >= 0x400 && code_point <= 0x481) || /* Cyrillic */
               (code_point >= 0x620 && code_point <= 0x669);   /* Arabic */
    return (code_point >= 0x3041 && code_point <= 0x3096) ||   /* Hiragana */
           (code_point >= 0x30A1 && code_point <= 0x30FA) ||   /* Katakana */
           (code_point >= 0x4E00 && code_point <= 0x9FFF) ||   /* CJK Unified Ideographs */
           (code_point >= 0xAC00 && code_point <= 0xD7A3);     /* Hangul Syllables */
}

enum unicode_class unicode_classify_wide(uint32_t code_point)
{
    if (is_common_letter(code_point) || code_point > 0x10FFFF)
        return UNICODE_OTHER;
    switch (utf8proc_category((utf8proc_int32_t)code_point)) {
    case UTF8PROC_CATEGORY_ZS:
        return UNICODE_WHITESPACE;
    case UTF8PROC_CATEGORY_PC:
    case UTF8PROC_CATEGORY_PD:
    case UTF8PROC_CATEGORY_PS:
    case UTF8PROC_CATEGORY_PE:
    case UTF8PROC_CATEGORY_PI:
    case UTF8PROC_CATEGORY_PF:
    case UTF8PROC_CATEGORY_PO:
    case UTF8PROC_CATEGORY_SM:
    case UTF8PROC_CATEGORY_SC:
    case UTF8PROC_CATEGORY_SK:
    case UTF8PROC_CATEGORY_SO:
        return UNICODE_PUNCTUATION;
    default:
        return UNICODE_OTHER;
    }
}

bool unicode_is_symbol(uint32_t code_point)
{
    if (code_point < 0x80 || code_point > 0x10FFFF)
        return false;
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);
    return category >= UTF8PROC_CATEGORY_SM && category <= UTF8PROC_CATEGORY_SO;
}
