/* random.h: makes Markdown documents at random, out of the pieces that Markdown is made of. The same seed always gives
 * the same document, on any machine. */
#ifndef SPEC_RANDOM_H
#define SPEC_RANDOM_H

#include "examples.h"

struct spec_random {
    uint64_t state;
};

/* A number in [0, limit); limit is not 0. */
size_t spec_random_below(struct spec_random *random, size_t limit);

/* Writes the document of this seed to `out`, replacing what it held. `borrowed`, which may be empty, lends lines.
 * `extensions`: with pieces of syntax that is no part of CommonMark among the others. */
void spec_random_document(uint64_t seed, const struct spec_examples *borrowed, bool extensions, struct spec_bytes *out);

#endif
