/* differences.h: where cmark 0.30.2, the oracle of differential.c, is known to read a text otherwise than specification
 * 0.31.2. Each kind of difference has a name and a reason. It is excused where it is listed, one by one: in a table of
 * the specification's examples, in an example's note (`example differs:NAME`), and in random documents by a predicate.
 */
#ifndef SPEC_DIFFERENCES_H
#define SPEC_DIFFERENCES_H

#include "examples.h"

/* Whether a random document holds a construct that is read differently. May say so of one that, where it stands, is
 * read alike, which costs a document; must never miss one. */
bool spec_difference_in_random(const struct spec_bytes *document);

/* Writes a document without the indentation of its lines to `out`: what "lazy-indent" is recognised by. */
void spec_difference_unindent(const struct spec_bytes *document, struct spec_bytes *out);

/* Whether two renderings are equal but for spaces and tabs: all that "lazy-indent" leaves behind. */
bool spec_difference_in_spaces(const struct spec_bytes *a, const struct spec_bytes *b);

#endif
