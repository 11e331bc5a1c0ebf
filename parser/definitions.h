/* definitions.h: link reference definitions, spec 4.7, at the start of a paragraph. */
#ifndef DEFINITIONS_H
#define DEFINITIONS_H

#include "parse.h"

/* Recognises one definition at s[at]. Returns the position behind its last line, and stores its parts, or returns 0:
 * there is none. *line_end is where its last line ends, before the line ending. The strings lie in s, or in the arena.
 * Where there is no memory, or, with parse->too_large, a string outgrows 32 bits, *failed is set. Cost: linear in what
 * it returns, or, where there is none, in the paragraph: but then no definition is looked for behind it. */
uint32_t definition_scan(struct parse *parse, const char *s, uint32_t at, uint32_t end,
                         struct link_definition *definition, uint32_t *line_end, bool *failed);

/* Sets the normal form of a definition's label, in the arena, and its hash; the normal form of a blank label is empty.
 * False where there is no memory. */
bool definition_set_label(struct parse *parse, struct link_definition *definition);

#endif
