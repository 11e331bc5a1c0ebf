/* recycled.c: the header's promises on documents whose memory comes from a recycler: they are those of malloc's memory,
 * and the memory of one parse serves the next. recycler.c has the recycler by itself. */
#define _POSIX_C_SOURCE 200809L
#include "crowd.h"
#include "digest.h"
#include "documents.h"
#include "executors.h"
#include "faults.h"

#include <stdlib.h>

#define KIB   ((size_t)1024)
#define LARGE ((size_t)1 << 30)

static mdp_recycler *make_recycler(struct check *check, size_t most)
{
    mdp_recycler *recycler = NULL;
    CHECK(check, mdp_recycler_create(most, &recycler) == MDP_OK);
    return recycler;
}

static const char section[] = "# Heading\n\nSome *text* with `code` and a [link](/to \"it\"), and [one][two] more.\n\n"
                              "- an item\n- another, with **strong** words\n\n> a quote\n> of two lines\n\n"
                              "```c\nint main(void);\n```\n\n[two]: /three\n\n";

static const char prose[] =
    "## A heading\n\nA paragraph of prose has a few lines of words, of which hardly any is\n"
    "*emphasised*, and now and then there is some `code` in them. Most of it\nis nothing but text "
    "that goes on, and on, and on.\n\nAnother paragraph comes behind it.\n\n";

/* A text of some size that repeats another, from an offset on: on the heap. */
static char *repeat(const char *repeated, size_t size, size_t offset)
{
    char *text = malloc(size);
    for (size_t i = 0, length = strlen(repeated); text != NULL && i < size; i++)
        text[i] = repeated[(i + offset) % length];
    return text;
}

/* Each seed has another. */
static char *make_text(size_t size, size_t seed)
{
    return repeat(section, size, seed * 31);
}

static mdp_options options_on(mdp_recycler *recycler, mdp_executor executor)
{
    mdp_options options = MDP_OPTIONS_INIT;
    options.allocator = mdp_recycler_allocator(recycler);
    options.executor = executor;
    return options;
}

static uint64_t digest_without(struct check *check, const char *text, size_t size)
{
    const mdp_document *document = NULL;
    CHECK(check, mdp_parse(text, size, NULL, &document) == MDP_OK);
    uint64_t digest = digest_document(document);
    mdp_document_release(document);
    return digest;
}

/* What a parse of prose keeps at most, in sizes of its text. */
#ifdef ARENA_DEBUG /* each object of its scratch is an allocation by itself, and rounded up by itself */
#define PROSE_KEEPS 20
#else
#define PROSE_KEEPS 5
#endif

/* The same parse again needs nothing new, in whatever order its tasks are run, and with prose that takes no more than
 * the header says. */
static void the_next_parse_finds_it(struct check *check)
{
    const size_t size = 1100 * KIB;
    for (size_t width = 1; width <= 8; width++) {
        mdp_recycler *recycler = make_recycler(check, width % 2 ? LARGE : PROSE_KEEPS * size);
        struct executor_state state = {.order = EXECUTOR_BACKWARD};
        mdp_options options = options_on(recycler, executor_make(&state, state.order, (width + 1) / 2));
        char *text = repeat(width % 2 ? section : prose, size, 0);
        mdp_recycler_counts counts[3];
        for (size_t round = 0; round < CHECK_COUNT(counts); round++) {
            const mdp_document *document = NULL;
            CHECK(check, mdp_parse(text, size, &options, &document) == MDP_OK);
            mdp_document_release(document);
            counts[round] = mdp_recycler_counters(recycler);
        }
        CHECK(check, counts[0].misses > 0 && counts[0].bytes > size);
        CHECK_SIZE(check, counts[1].misses, counts[0].misses);
        CHECK_SIZE(check, counts[2].misses, counts[0].misses);
        CHECK_SIZE(check, counts[2].reuses - counts[1].reuses, counts[0].misses + counts[0].reuses);
        CHECK_SIZE(check, counts[2].bytes, counts[0].bytes);
        CHECK_SIZE(check, counts[2].frees, 0);
        mdp_recycler_destroy(recycler);
        free(text);
    }
}

static void same_documents(struct check *check)
{
    mdp_pool *pool = NULL;
    CHECK(check, mdp_pool_create(4, &pool) == MDP_OK);
    static const size_t bounds[] = {0, 4096 * KIB, LARGE};
    for (size_t i = 0; i < CHECK_COUNT(bounds); i++) {
        mdp_recycler *recycler = make_recycler(check, bounds[i]);
        mdp_options options = options_on(recycler, mdp_pool_executor(pool));
        for (size_t round = 0; round < 5; round++) {
            size_t size = 400 * KIB + round * 131 * KIB;
            char *text = make_text(size, round);
            const mdp_document *document = NULL;
            CHECK(check, mdp_parse(text, size, &options, &document) == MDP_OK);
            CHECK(check, digest_document(document) == digest_without(check, text, size));
            CHECK(check, mdp_recycler_counters(recycler).bytes <= bounds[i]);
            mdp_document_release(document);
            free(text);
        }
        mdp_recycler_destroy(recycler);
    }
    mdp_pool_destroy(pool);
}

/* Versions of a few documents, each of which lives on while many others are parsed in what is kept. */
static void documents_live_on(struct check *check)
{
    enum { ALIVE = 5, ROUNDS = 40 };
    struct version {
        const mdp_document *document;
        uint64_t digest;
    } alive[ALIVE] = {{NULL, 0}};
    size_t live = atomic_load(&faults_malloc.live);
    mdp_recycler *recycler = make_recycler(check, LARGE);
    mdp_options options = options_on(recycler, (mdp_executor){NULL, NULL, 0});
    struct member member = {.dice = 3};
    for (size_t round = 0; round < ROUNDS; round++) {
        struct version *version = &alive[crowd_roll(&member, ALIVE)];
        const mdp_document *next = NULL;
        if (version->document != NULL && crowd_roll(&member, 3) > 0) {
            size_t at = crowd_roll(&member, mdp_document_size(version->document));
            next = document_edited(check, version->document, at, at, "\n\n*new* [two]\n\n");
        } else {
            size_t size = (80 + crowd_roll(&member, 200)) * KIB;
            char *text = make_text(size, round);
            CHECK(check, mdp_parse(text, size, &options, &next) == MDP_OK);
            free(text);
        }
        CHECK(check, digest_document(version->document) == version->digest || version->document == NULL);
        mdp_document_release(version->document);
        *version = (struct version){next, digest_document(next)};
    }
    for (size_t i = 0; i < ALIVE; i++) {
        size_t size = 0;
        char *text = document_text(alive[i].document, &size);
        CHECK(check, digest_document(alive[i].document) == alive[i].digest);
        CHECK(check, digest_without(check, text, size) == alive[i].digest);
        free(text);
        mdp_document_release(alive[i].document);
    }
    CHECK(check, mdp_recycler_counters(recycler).reuses > ROUNDS);
    mdp_recycler_destroy(recycler);
    CHECK_SIZE(check, atomic_load(&faults_malloc.live), live);
}

/* Each allocation of a parse fails in turn, when nothing is kept: the parse says so and leaks nothing. */
static void parses_without_memory(struct check *check)
{
    const size_t size = 700 * KIB;
    char *text = make_text(size, 0);
    struct executor_state state = {.order = EXECUTOR_FORWARD};
    mdp_executor executor = executor_make(&state, state.order, 2);
    mdp_status status = MDP_ERR_NOMEM;
    size_t live = atomic_load(&faults_malloc.live), k = 1;
    for (; status != MDP_OK && k < 1000000; k += 1 + k / 16) {
        mdp_recycler *recycler = make_recycler(check, LARGE);
        mdp_options options = options_on(recycler, executor);
        const mdp_document *document = NULL;
        faults_arm(&faults_malloc, k, true);
        status = mdp_parse(text, size, &options, &document);
        faults_disarm(&faults_malloc);
        CHECK(check, status == MDP_OK || (status == MDP_ERR_NOMEM && document == NULL));
        mdp_document_release(document);
        mdp_recycler_destroy(recycler);
        CHECK_SIZE(check, atomic_load(&faults_malloc.live), live);
    }
    CHECK(check, status == MDP_OK && k > 10);
    free(text);
}

/* --------------------------------------------------------------------------------------------------- many threads */

struct parsing {
    mdp_recycler *recycler;
    mdp_pool *pool;
    const char *text;
    size_t size;
    uint64_t digest;
    mdp_slot *slot;
    atomic_size_t wrong;
};

/* All parse on one pool with one recycler, and documents are released by whoever has them last. */
static void parse_together(struct member *member)
{
    struct parsing *parsing = member->shared;
    mdp_options options = options_on(parsing->recycler, mdp_pool_executor(parsing->pool));
    for (size_t round = 0; round < 4; round++) {
        const mdp_document *document = NULL, *current = mdp_slot_load(parsing->slot);
        bool good = mdp_parse(parsing->text, parsing->size, &options, &document) == MDP_OK;
        good &= digest_document(document) == parsing->digest;
        good &= current == NULL || digest_document(current) == parsing->digest;
        mdp_slot_store(parsing->slot, document);
        mdp_document_release(document);
        mdp_document_release(current);
        atomic_fetch_add(&parsing->wrong, !good);
    }
}

static void parsers_share_one(struct check *check)
{
    size_t live = atomic_load(&faults_malloc.live);
    struct parsing parsing = {.recycler = make_recycler(check, 16 * 1024 * KIB), .size = 600 * KIB};
    char *text = make_text(parsing.size, 1);
    parsing.text = text;
    parsing.digest = digest_without(check, text, parsing.size);
    CHECK(check, mdp_pool_create(3, &parsing.pool) == MDP_OK);
    CHECK(check, mdp_slot_create(NULL, &parsing.slot) == MDP_OK);
    crowd_run(4, parse_together, &parsing);
    CHECK_SIZE(check, atomic_load(&parsing.wrong), 0);
    CHECK(check, mdp_recycler_counters(parsing.recycler).reuses > 0);
    mdp_slot_destroy(parsing.slot);
    mdp_pool_destroy(parsing.pool);
    mdp_recycler_counts counts = mdp_recycler_counters(parsing.recycler);
    CHECK_SIZE(check, counts.misses, counts.frees + counts.blocks);
    mdp_recycler_destroy(parsing.recycler);
    free(text);
    CHECK_SIZE(check, atomic_load(&faults_malloc.live), live);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"the_next_parse_finds_it", the_next_parse_finds_it},
        {"same_documents", same_documents},
        {"documents_live_on", documents_live_on},
        {"parses_without_memory", parses_without_memory},
        {"parsers_share_one", parsers_share_one},
    };
    return check_main(argc, argv, cases, CHECK_COUNT(cases));
}
