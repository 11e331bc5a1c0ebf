/* html_footnotes.h: what a footnote is made of in HTML, as GitHub prints it. Which one is written when is html.c's. */
#ifndef RENDER_HTML_FOOTNOTES_H
#define RENDER_HTML_FOOTNOTES_H

#include "output.h"

/* A reference to a footnote, where it stands. */
void html_footnote_reference(render_output *out, const mdp_footnotes *footnotes, mdp_node node);

/* The start tag of a footnote's list item. */
void html_footnote_begin(render_output *out, mdp_node definition);

/* The links from the footnote of this number to its references. */
void html_back_references(render_output *out, const mdp_footnotes *footnotes, size_t number);

/* Whether this paragraph is the last block that is printed of a footnote. */
bool html_ends_footnote(mdp_node paragraph);

#endif
