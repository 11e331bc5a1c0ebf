/* diff_model.h: the oracle of mdp_diff and mdp_document_shared_prefix: whether what they say of two documents is true,
 * decided by looking at every block with all accessors. It depends on the public header only. */
#ifndef DIFF_MODEL_H
#define DIFF_MODEL_H

#include <mdparse.h>

struct diff_told {
    mdp_status status;
    const char *broken; /* a promise of the header that mdp_diff does not keep; NULL where it keeps all */
    char changes[256];  /* what it told, as far as there is room: K2 I1 R1 C1 M1 */
};

/* Compares two documents by mdp_diff. Cost: linear in both. */
struct diff_told diff_model_run(const mdp_document *before, const mdp_document *after);

/* What mdp_document_shared_prefix must return. */
size_t diff_model_prefix(const mdp_document *before, const mdp_document *after);

#endif
