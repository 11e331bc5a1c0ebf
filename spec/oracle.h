/* oracle.h: what differential.c asks of the reference implementation that it is linked with: oracle_cmark.c for
 * CommonMark, oracle_gfm.c for GitHub's extensions. Each is a program of its own, because the two libraries have the
 * same symbols. */
#ifndef SPEC_ORACLE_H
#define SPEC_ORACLE_H

#include "examples.h"

/* Whether a text, with these options, gives the same in all outputs, and a sound document; if not, and `report`, prints
 * how it differs. */
bool oracle_agrees(const struct spec_bytes *text, struct spec_flags flags, bool report);

/* The name of the difference that an example must show, NULL if it must show none. is_spec: the example is one of the
 * CommonMark specification's own. */
const char *oracle_difference(const struct spec_example *example, bool is_spec);

/* Whether a difference of this name is explained. */
bool oracle_names(const char *difference);

/* Whether a random document is not to be compared: it holds something that is known to be read differently. */
bool oracle_skips(const struct spec_bytes *text, struct spec_flags flags);

/* Whether a random document is to be compared, and differs. */
bool oracle_differs_unexpectedly(const struct spec_bytes *text, struct spec_flags flags);

#endif
