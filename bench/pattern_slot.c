/* pattern_slot.c: immutable snapshots, by the library's slot. */
#include "pattern.h"

static void *create(struct bench_hand *hand)
{
    mdp_slot *slot = NULL;
    const mdp_document *document = bench_hand_parse(hand, 0);
    if (document != NULL)
        mdp_slot_create(document, &slot);
    mdp_document_release(document);
    return slot;
}

static enum bench_outcome read_slot(void *state, struct bench_hand *hand)
{
    const mdp_document *document = mdp_slot_load(state);
    enum bench_outcome outcome = bench_hand_look(hand, document);
    mdp_document_release(document);
    return outcome;
}

static bool update_slot(void *state, struct bench_hand *hand)
{
    for (bool replaced = false; !replaced;) {
        const mdp_document *before = mdp_slot_load(state);
        const mdp_document *next = bench_hand_parse_next(hand, before);
        replaced = next != NULL && mdp_slot_replace(state, before, next);
        mdp_document_release(before);
        mdp_document_release(next);
        if (next == NULL)
            return false;
    }
    return true;
}

static uint64_t current(void *state)
{
    const mdp_document *document = mdp_slot_load(state);
    uint64_t number = bench_version_glance(document);
    mdp_document_release(document);
    return number;
}

static void destroy(void *state)
{
    mdp_slot_destroy(state);
}

const struct bench_pattern bench_pattern_slot = {"immutable snapshot", "mdp_slot", create, read_slot,
                                                 update_slot,          current,    destroy};
