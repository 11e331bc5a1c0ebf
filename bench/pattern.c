/* pattern.c: the list of patterns, and what their reads and updates are made of. */
#include "pattern.h"

#include <stdlib.h>

static const struct bench_pattern *const patterns[BENCH_PATTERN_COUNT] = {
    &bench_pattern_none,  &bench_pattern_mutex, &bench_pattern_local, &bench_pattern_rwlock,
    &bench_pattern_actor, &bench_pattern_copy,  &bench_pattern_slot,  &bench_pattern_cache,
};

const struct bench_pattern *bench_pattern(size_t index)
{
    return patterns[index];
}

bool bench_hand_make(struct bench_hand *hand, const struct bench_versions *versions, bool walks)
{
    *hand = (struct bench_hand){.versions = versions, .walks = walks, .text = bench_versions_copy(versions)};
    return hand->text != NULL;
}

void bench_hand_free(struct bench_hand *hand)
{
    mdp_document_release(hand->document);
    free(hand->text);
}

const mdp_document *bench_hand_parse(struct bench_hand *hand, uint64_t number)
{
    const mdp_document *document = NULL;
    bench_versions_number(hand->versions, hand->text, number);
    mdp_parse(hand->text, hand->versions->size, NULL, &document);
    return document;
}

const mdp_document *bench_hand_parse_next(struct bench_hand *hand, const mdp_document *document)
{
    return bench_hand_parse(hand, bench_version_glance(document) + 1);
}

bool bench_hand_refresh(struct bench_hand *hand, uint64_t number)
{
    if (hand->document != NULL && hand->number == number)
        return true;
    mdp_document_release(hand->document);
    hand->document = bench_hand_parse(hand, number);
    hand->number = number;
    return hand->document != NULL;
}

enum bench_outcome bench_hand_look(struct bench_hand *hand, const mdp_document *document)
{
    uint64_t number = hand->walks ? bench_version_walk(document) : bench_version_glance(document);
    if (number == BENCH_NO_VERSION || number < hand->seen)
        return BENCH_TORN;
    hand->seen = number;
    return BENCH_WHOLE;
}
