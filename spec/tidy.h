/* tidy.h: takes out of XML what two printers are known to print differently, whatever the text. */
#ifndef SPEC_TIDY_H
#define SPEC_TIDY_H

#include "harness.h"

/* Takes out the text elements that hold spaces and tabs at most. */
void spec_remove_empty_texts(struct spec_bytes *xml);

/* Replaces each `from` by `to`, which is not longer. */
void spec_replace(struct spec_bytes *xml, const char *from, const char *to);

#endif
