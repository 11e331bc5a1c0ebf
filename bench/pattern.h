/* pattern.h: ways to let many threads read the current version of a document while others put a new one in its place.
 *
 * Each is a table of functions over a state of its own. The same is asked of all: a read looks at the version that is
 * current, an update makes the next one of that and publishes it. The code that measures knows them only through this
 * header. */
#ifndef BENCH_PATTERN_H
#define BENCH_PATTERN_H

#include "versions.h"

#include <pthread.h>

/* What a thread has for itself. */
struct bench_hand {
    const struct bench_versions *versions;
    bool walks;                   /* its reads go over every node; else they ask for the three numbers */
    char *text;                   /* a copy, to be made any version */
    uint64_t seen;                /* the newest version that it saw */
    const mdp_document *document; /* for patterns in which each thread has one of its own */
    uint64_t number;              /* which version that is */
};

enum bench_outcome {
    BENCH_WHOLE,
    BENCH_TORN, /* it contradicted itself, or was older than what this thread had seen before */
    BENCH_FAILED
};

struct bench_pattern {
    const char *name;
    const char *how; /* a few words for the table */

    /* The state, with version 0 being current; NULL where memory ran out. */
    void *(*create)(struct bench_hand *hand);
    enum bench_outcome (*read)(void *state, struct bench_hand *hand);
    bool (*update)(void *state, struct bench_hand *hand);

    /* Which version is current, when nobody else is at work any more. */
    uint64_t (*current)(void *state);
    void (*destroy)(void *state);
};

#define BENCH_PATTERN_COUNT 8
const struct bench_pattern *bench_pattern(size_t index);

extern const struct bench_pattern bench_pattern_none;
extern const struct bench_pattern bench_pattern_mutex;
extern const struct bench_pattern bench_pattern_rwlock;
extern const struct bench_pattern bench_pattern_copy;
extern const struct bench_pattern bench_pattern_actor;
extern const struct bench_pattern bench_pattern_local;
extern const struct bench_pattern bench_pattern_slot;
extern const struct bench_pattern bench_pattern_cache;

/* ------------------------------------------------------------------------------------ for those who write patterns */

/* False where memory ran out. */
bool bench_hand_make(struct bench_hand *hand, const struct bench_versions *versions, bool walks);
void bench_hand_free(struct bench_hand *hand);

/* A version, parsed, for the caller to release; NULL where memory ran out. */
const mdp_document *bench_hand_parse(struct bench_hand *hand, uint64_t number);

/* The version that comes after this one. */
const mdp_document *bench_hand_parse_next(struct bench_hand *hand, const mdp_document *document);

/* Makes the hand's own document this version, if it is another one. */
bool bench_hand_refresh(struct bench_hand *hand, uint64_t number);

/* Looks at a document, as a read does. */
enum bench_outcome bench_hand_look(struct bench_hand *hand, const mdp_document *document);

#endif
