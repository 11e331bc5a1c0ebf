/* heading_ids.h: an identifier for each heading of a document, as GitHub makes them: its text in lower case, without
 * what is neither alphabetic, nor a mark, a digit, a connector such as the underscore, a hyphen or a space, and with
 * hyphens for spaces. Of headings with the same text the second has "-1" behind it, the third "-2", and so on; a number
 * is left out if another heading's text makes that identifier, so that no two headings of a document have the same. A
 * heading of which nothing is left has none.
 *
 * They depend on all headings, so they are made before the first is written, in memory of the allocator: in proportion
 * to the headings' text and their number. Cost: n log n in that text. */
#ifndef RENDER_HEADING_IDS_H
#define RENDER_HEADING_IDS_H

#include "output.h"

typedef struct heading_id {
    size_t begin; /* of its identifier, without a number, in the text */
    size_t size;
    size_t number; /* to be written behind it; 0: none */
    size_t place;  /* where its heading begins */
} heading_id;

typedef struct heading_memory {
    void *data;
    size_t size; /* bytes */
} heading_memory;

typedef struct heading_ids {
    mdp_allocator allocator;
    heading_memory text;
    heading_memory items; /* heading_id, in document order */
    heading_memory order; /* size_t: their indices, sorted by identifier and then by index */
    size_t text_size;
    size_t count;
} heading_ids;

/* Makes the identifiers of all headings. False where there is no memory. To be freed in either case. */
bool heading_ids_make(heading_ids *ids, const mdp_document *document, mdp_allocator allocator);
void heading_ids_free(heading_ids *ids);

/* Writes the attribute, if there is one, of a heading. Cost: logarithmic in the number of headings. */
void heading_ids_write(const heading_ids *ids, mdp_node heading, render_output *out);

#endif
