/* edit_model.h: a chain of edits, and the oracle for it: after each edit the document must be what a parse of the new
 * text gives, for every accessor. A chain that fails is made smaller and printed as C, to be pasted into a test. */
#ifndef EDIT_MODEL_H
#define EDIT_MODEL_H

#include "check.h"

/* One call of mdp_document_edit: its edits, whose texts lie in the chain's memory. Ranges may reach beyond the text and
 * overlap: they are clipped when the chain runs, so that a chain of which something was taken away is one still. */
struct model_step {
    mdp_edit *edits;
    size_t count;
};

struct model_chain {
    const char *text;
    size_t size;
    uint64_t flags;
    struct model_step *steps;
    size_t count;
};

/* Runs the chain; complains with the smallest failing one that it finds, and returns false, where a version differs. */
bool model_run(struct check *check, const struct model_chain *chain);

/* Whether the document is what a parse of this text gives. */
bool model_same(const mdp_document *document, const char *text, size_t size, uint64_t flags);

/* A version of a document, and its text beside it, on the heap. */
struct model_version {
    const mdp_document *document;
    char *text;
    size_t size;
    uint64_t flags; /* that the document was parsed with */
};

/* Edits both, by edits that are in range and in order; false where the document then is not what a parse of the text
 * gives, or is NULL because it could not be edited. */
bool model_version_edit(struct model_version *version, const mdp_edit *edits, size_t count);

void model_version_free(struct model_version *version);

/* The text with the edits, which are in range and in order, on the heap. */
char *model_apply(const char *text, size_t size, const mdp_edit *edits, size_t count, size_t *new_size);

/* Makes the edits of a step fit a text of this size: in range, in order, apart. */
void model_clip(mdp_edit *edits, size_t count, size_t size);

#endif
