/* checker.h: what the files of document_check share. The invariants are listed in invariants.h. */
#ifndef CHECKER_H
#define CHECKER_H

#include <stdbool.h>
#include <stdint.h>

#include "invariants.h"
#include "layout.h"

struct checker {
    const mdp_document *document;
    struct invariant_failure *failure;
    uint32_t index; /* of the place that is looked at, or NODE_NONE */
    const struct chunk *chunk;
    uint32_t node; /* the record that is looked at, or NODE_NONE */
};

/* Notes that an invariant does not hold, unless one before did not; returns whether it holds. */
static inline bool require(const struct checker *checker, unsigned number, bool holds, const char *message)
{
    if (!holds && checker->failure->number == 0)
        *checker->failure = (struct invariant_failure){number, checker->index, checker->node, message};
    return holds;
}

static inline bool is_autolink(const uint32_t *node)
{
    return node_kind(node) == MDP_KIND_LINK &&
           (node_detail(node) == MDP_LINK_AUTO || node_detail(node) == MDP_LINK_EXTENDED);
}

/* 8 to 27: the tape of the checker's chunk, and its tables but the line index (invariants_tape.c). */
bool check_tape(struct checker *checker);

/* 22 to 27, of one record whose span is checked. Adds what it has in the pool to *pool (invariants_strings.c). */
bool check_strings(const struct checker *checker, const uint32_t *node, uint64_t *pool);

#endif
