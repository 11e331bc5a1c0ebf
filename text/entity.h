/* entity.h: entity and numeric character references, spec 2.5.
 *
 * It knows the references themselves, and nothing of where Markdown lets them count (text, destinations, titles, info
 * strings) or not (code). The names are HTML5's, in entity_table.h, which tools/make_entities.py writes. */
#ifndef ENTITY_H
#define ENTITY_H

#include <stddef.h>

/* The longest value has 6 bytes: two characters of three. */
enum { ENTITY_OUT_MAX = 8 };

/* text[0] is '&'. If a valid reference starts there, writes the characters that it stands for to out as UTF-8, their
 * bytes' count to *out_size, and returns the length of the reference in the text: 5 for "&amp;". Otherwise returns 0.
 *
 *     &name;      one of the 2,125 names that HTML5 has with a semicolon; case counts
 *     &#123;      1 to 7 decimal digits        } U+0000, surrogates and what lies beyond U+10FFFF
 *     &#x1F;      1 to 6 hexadecimal digits    } stand for U+FFFD
 *
 * Looks at 34 bytes at most, whatever follows: cost constant. */
size_t entity_decode(const char *text, size_t size, char out[ENTITY_OUT_MAX], size_t *out_size);

#endif
