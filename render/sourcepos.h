/* sourcepos.h: where a node stands in the text, as cmark prints it: LINE:COLUMN-LINE:COLUMN, both ends included. */
#ifndef RENDER_SOURCEPOS_H
#define RENDER_SOURCEPOS_H

#include "output.h"

/* Cost: logarithmic in the size of the document. */
void render_sourcepos(render_output *out, const mdp_document *document, mdp_span span);

/* The span of the whole text without the last line ending, which belongs to no line of content. */
mdp_span render_document_span(const mdp_document *document);

#endif
