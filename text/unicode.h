/* unicode.h: what kind of character a code point is, as far as Markdown asks.
 *
 * Spec 2.1: Unicode white space, Unicode punctuation. They decide which delimiter runs are left- and right-flanking
 * (6.2). It knows code points and nothing of text or Markdown. The general categories are utf8proc's. */
#ifndef UNICODE_H
#define UNICODE_H

#include <stdbool.h>
#include <stdint.h>

/* White space is the general category Zs, and tab, line feed, form feed and carriage return; punctuation the categories
 * P and S, which all of ASCII's punctuation is in. */
enum unicode_class { UNICODE_OTHER, UNICODE_WHITESPACE, UNICODE_PUNCTUATION };

/* Of the code points below 128. */
extern const uint8_t unicode_ascii_class[128];

/* Of all others; unicode_classify is what to call. */
enum unicode_class unicode_classify_wide(uint32_t code_point);

/* Defined for every value: what is no code point is UNICODE_OTHER. */
static inline enum unicode_class unicode_classify(uint32_t code_point)
{
    return code_point < 0x80 ? (enum unicode_class)unicode_ascii_class[code_point] : unicode_classify_wide(code_point);
}

/* Whether it is a symbol beyond ASCII, general category S: those are among what counts as punctuation. */
bool unicode_is_symbol(uint32_t code_point);

#endif
