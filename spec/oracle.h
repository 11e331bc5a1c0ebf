/* oracle.h: what differential.c asks of the reference implementation that it is linked with: oracle_cmark.c for
 * CommonMark, oracle_gfm.c for GitHub's extensions, each with its table of known differences. Each is a program of its
 * own, because the two libraries have the same symbols. */
#ifndef SPEC_ORACLE_H
#define SPEC_ORACLE_H

#include "examples.h"

/* Whether a text, with these options, gives the same in all outputs, and a sound document; if not, and `report`, prints
 * how it differs. */
bool oracle_agrees(const struct spec_bytes *text, struct spec_flags flags, bool report);

/* A difference between the library and the oracle: why, and which of them is right. */
struct oracle_difference {
    const char *name;
    const char *reason;
};

/* An example of the CommonMark specification 0.31.2 that shows one. */
struct oracle_example {
    unsigned number;
    const char *difference;
};

/* All that are known, in differences.c or differences_gfm.c. Both end with a name that is NULL. */
extern const struct oracle_difference oracle_differences[];
extern const struct oracle_example oracle_examples[];

/* Whether a random document is not to be compared: it holds something that is known to be read differently. */
bool oracle_skips(const struct spec_bytes *text, struct spec_flags flags);

/* Whether a random document is to be compared, and differs. */
bool oracle_differs_unexpectedly(const struct spec_bytes *text, struct spec_flags flags);

#endif
