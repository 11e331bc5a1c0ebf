/* labels.h: which labels are defined in the version of a document that an edit makes.
 *
 * That is asked before the version exists, by the inlines of its new chunks. The answer is the old document's, but for
 * the labels that the edit touches: those that were defined in the chunks that are replaced, and those that are in what
 * replaces them. */
#ifndef LABELS_H
#define LABELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "arena.h"
#include "layout.h"
#include "parse.h"

/* A label that the edit touches. */
struct label {
    uint64_t hash;
    const char *normal;
    uint32_t size;
    bool after; /* whether the new version defines it */
};

struct labels {
    const mdp_document *old;
    struct vector touched; /* struct label, by hash and normal form, each once */
    struct vector changed; /* uint64_t, in order: the hashes of those that were defined and are not, or the other way */
    ptrdiff_t gained;      /* how many more labels are defined now */
};

/* Whether the new version defines a label. */
bool labels_have(const struct labels *labels, uint64_t hash, const char *normal, size_t size);

/* Adds a label that a replaced chunk defined (`after` is false), or one that a new chunk defines. */
bool labels_touch(struct labels *labels, uint64_t hash, const char *normal, uint32_t size, bool after);

/* When all are added: sorts them, and finds out about each whether it is still defined, and was. A place of the old
 * document that is replaced is NODE_NONE in `moved`. */
bool labels_settle(struct labels *labels, const uint32_t *moved);

/* Whether a chunk asked for a label that was defined and is not any more, or the other way round. Cost: linear in its
 * lookups, times the logarithm of the touched labels. */
bool labels_concern(const struct labels *labels, const struct chunk *chunk);

#endif
