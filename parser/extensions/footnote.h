/* footnote.h: footnotes (footnote.c), as the steps of the parse see them. */
#ifndef FOOTNOTE_H
#define FOOTNOTE_H

#include <stdbool.h>
#include <stdint.h>

struct blocks;
struct bracket;
struct inlines;
struct line;

/* The columns of indentation that continue a footnote. */
enum { FOOTNOTE_INDENT = 4 };

/* If a footnote's definition begins at the line's nonspace: where its label ends, which is at the `]`; else 0. A label
 * has at most `most` bytes, its "[^" included. */
uint32_t footnote_scan_definition(const struct line *line, uint32_t most);

/* The last block is the definition of a footnote, whose label, from its bracket on, is source[begin, end). Adds the
 * definition to those of the parse. False where there is no memory. */
bool footnote_define(struct blocks *b, uint32_t begin, uint32_t end);

/* s[at] is the `]` of a bracket that is no link's or image's, and MDP_EXT_FOOTNOTES is set. Marks the reference that
 * the two are, if their label is one of a footnote that is defined, in place of all that is between them. Returns the
 * position behind the `]`. */
uint32_t inline_close_footnote(struct inlines *inlines, const struct bracket *bracket, uint32_t at);

#endif
