/* footnote.h: footnotes (footnote.c), as the steps of the parse see them. */
#ifndef FOOTNOTE_H
#define FOOTNOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "parse.h"

struct blocks;
struct bracket;
struct inlines;

/* The columns of indentation that continue a footnote. */
enum { FOOTNOTE_INDENT = 4 };

struct footnote_label {
    uint32_t end;      /* in the source: where its `]` stands */
    struct slice text; /* from its bracket on, "[^a" */
};

/* Whether a footnote's definition begins at the line's nonspace: its label, of which `end` is 0 if none does. A label
 * has at most limits.label_size bytes. False where there is no memory. */
bool footnote_scan_definition(struct blocks *b, struct footnote_label *label);

/* The last block is the definition of a footnote with this label. Adds the definition to those of the parse. False
 * where there is no memory. */
bool footnote_define(struct blocks *b, struct slice label);

/* s[at] is the `]` of a bracket that is no link's or image's, and MDP_EXT_FOOTNOTES is set. Marks the reference that
 * the two are, if their label is one of a footnote that is defined, in place of all that is between them. Returns the
 * position behind the `]`. */
uint32_t inline_close_footnote(struct inlines *inlines, const struct bracket *bracket, uint32_t at);

#endif
