/* tidy.h: takes out of XML what two printers are known to print differently, whatever the text. */
#ifndef SPEC_TIDY_H
#define SPEC_TIDY_H

#include "harness.h"

/* Takes out the text elements that hold spaces and tabs at most. */
void spec_remove_empty_texts(struct spec_bytes *xml);

/* Replaces each `from` by `to`, which is not longer. */
void spec_replace(struct spec_bytes *xml, const char *from, const char *to);

/* Writes all tags of an element as cmark-gfm writes those that it has no name for: <<unknown>>. Their attributes, if
 * there are any, go away. */
void spec_forget_element(struct spec_bytes *xml, const char *name);

#endif
