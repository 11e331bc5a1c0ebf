/* utf8.h: UTF-8, one code point at a time, and whether a whole text is valid.
 *
 * It knows bytes and code points, and nothing of Markdown. Any bytes may be given. What is no UTF-8 reads as U+FFFD:
 * one for each maximal subpart of an ill-formed sequence (Unicode 3.9, table 3-8; the same as WHATWG's decoder), so
 * "\xE2\x82" then "(" is one U+FFFD and "(", and "\xED\xA0\x80", a surrogate, is three. (cmark writes a single one for
 * a whole overlong sequence or surrogate. The spec does not say, and this is what every browser does.)
 *
 * Spec 2.3 (insecure characters): U+0000 is for the caller to replace where text comes out; here it is a code point. */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { UTF8_REPLACEMENT = 0xFFFD };

/* Decodes the code point at text[0]; size is at least 1. Returns how many bytes it takes, 1 to 4. For an ill-formed
 * sequence that is the length of its maximal subpart, and the code point U+FFFD. */
unsigned utf8_decode(const char *text, size_t size, uint32_t *code_point);

/* The code point that ends just before text[size]; size is at least 1. Looks at 4 bytes at most. */
uint32_t utf8_decode_before(const char *text, size_t size);

/* Writes a code point and returns how many bytes it took, 1 to 4. U+0000, surrogates and what lies beyond U+10FFFF are
 * written as U+FFFD, as the spec asks for where Markdown names a character by number. */
unsigned utf8_encode(uint32_t code_point, char out[4]);

/* Whether a text is valid UTF-8: no overlong form, no surrogate, nothing beyond U+10FFFF, nothing cut short. */
bool utf8_valid(const char *text, size_t size);

#endif
