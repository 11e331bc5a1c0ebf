/* differences_gfm.h: where cmark-gfm, the oracle of oracle_gfm.c, is known to read an extension otherwise. As in
 * differences.h each has a name and a reason, and is excused where it is listed. */
#ifndef SPEC_DIFFERENCES_GFM_H
#define SPEC_DIFFERENCES_GFM_H

#include "examples.h"

/* Whether a random document, with these options, holds a construct that is read differently. */
bool spec_gfm_difference_in_random(const struct spec_bytes *document, struct spec_flags flags);

/* Writes a document without the boxes of tasks to `out`: what stands behind a box is to be read alike by itself. */
void spec_gfm_without_boxes(const struct spec_bytes *document, struct spec_bytes *out);

#endif
