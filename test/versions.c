/* versions.c: the header's promises on the versions that edits make, beside their content (edits.c): each lives for
 * itself, many in a row do not pile up, a failure leaves nothing behind, and threads may edit one document at once. */
#include "counting.h"
#include "crowd.h"
#include "digest.h"
#include "documents.h"
#include "samples.h"

#include <stdlib.h>

static const mdp_document *parse(struct check *check, const char *text, size_t size, struct counting *counting,
                                 uint64_t flags)
{
    const mdp_document *document = NULL;
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = flags;
    options.allocator = counting_allocator(counting);
    CHECK(check, mdp_parse(text, size, &options, &document) == MDP_OK);
    return document;
}

/* A text of sections, with a definition in each tenth and a reference in the others. */
static char *make_text(size_t sections, size_t *size)
{
    char *text = malloc(sections * 128 + 1);
    *size = 0;
    if (!text)
        abort();
    for (size_t i = 0; i < sections; i++) {
        const char *form = i % 10 ? "## Section %zu\n\nText with *emphasis*, `code` and [l%zu].\nA line more.\n\n"
                                  : "## Section %zu\n\n[l%zu]: /target \"Title\"\n\n- an item\n- another\n\n";
        *size += (size_t)sprintf(text + *size, form, i, i / 10 * 10);
    }
    return text;
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state >> 11;
}

/* ------------------------------------------------------------------------------------------------------- memory */

/* What a parse of the document's text takes. */
static size_t fresh_memory(const mdp_document *document)
{
    const mdp_document *fresh = NULL;
    size_t size;
    char *text = document_text(document, &size);
    if (mdp_parse(text, size, NULL, &fresh) != MDP_OK)
        abort();
    size = mdp_document_measure(fresh).memory;
    mdp_document_release(fresh);
    free(text);
    return size;
}

/* Edits `rounds` times, with only the last version held; `grow` of 4 edits insert, the others remove. Memory is at most
 * twice that of a parse, and what chunks that are not full cost. */
static void many_edits(struct check *check, size_t rounds, size_t grow, size_t window)
{
    struct counting counting = {0};
    size_t size;
    char *text = make_text(500, &size);
    const mdp_document *document = parse(check, text, size, &counting, 0);
    uint64_t dice = 88172645463325252u;
    for (size_t i = 0; i < rounds && check->complaints == 0; i++) {
        size_t all = mdp_document_size(document), from = window < all ? all - window : 0;
        size_t at = from + next_random(&dice) % (all - from + 1);
        bool grows = next_random(&dice) % 4 < grow;
        size_t end = grows ? at : at + 200 < all ? at + 200 : all;
        const mdp_document *next = document_edited(check, document, at, end, grows ? "x *y*\n" : "");
        mdp_document_release(document);
        document = next;
        mdp_document_stats stats = mdp_document_measure(document);
        CHECK_SIZE(check, stats.memory_own, stats.memory);
        CHECK_SIZE(check, atomic_load(&counting.live_bytes), stats.memory);
        if (i % 64 == 0) {
            size_t bound = 2 * fresh_memory(document) + 4096;
            if (!CHECK(check, stats.memory <= bound))
                printf("  after %zu edits: %zu bytes, at most %zu\n", i + 1, stats.memory, bound);
        }
    }
    mdp_document_release(document);
    CHECK_SIZE(check, atomic_load(&counting.live), 0);
    CHECK_SIZE(check, atomic_load(&counting.wrong), 0);
    free(text);
}

static void edits_everywhere_are_bounded(struct check *check)
{
    many_edits(check, 2000, 4, SIZE_MAX);
}

static void edits_in_one_place_are_bounded(struct check *check)
{
    many_edits(check, 1000, 4, 100);
}

static void a_document_that_shrinks_is_bounded(struct check *check)
{
    many_edits(check, 300, 0, SIZE_MAX);
}

/* Most of a large document goes at once: of its one slab too little is used then. */
static void a_large_removal_is_bounded(struct check *check)
{
    struct counting counting = {0};
    size_t size;
    char *text = make_text(12000, &size);
    const mdp_document *whole = parse(check, text, size, &counting, 0);
    const mdp_document *part = document_edited(check, whole, size / 3, size, "");
    mdp_document_release(whole);
    CHECK(check, mdp_document_measure(part).memory <= 2 * fresh_memory(part));
    CHECK_SIZE(check, atomic_load(&counting.live_bytes), mdp_document_measure(part).memory);
    mdp_document_release(part);
    CHECK_SIZE(check, atomic_load(&counting.live), 0);
    free(text);
}

/* A version costs what it changed: beside the one it comes from, little is its own. */
static void a_version_costs_its_change(struct check *check)
{
    struct counting counting = {0};
    size_t size;
    char *text = make_text(6000, &size);
    const mdp_document *whole = parse(check, text, size, &counting, 0);
    const mdp_document *edited = document_edited(check, whole, size / 2, size / 2, "x");
    CHECK(check, mdp_document_measure(edited).memory_own < mdp_document_measure(whole).memory / 20);
    CHECK(check, mdp_document_measure(edited).memory > mdp_document_measure(whole).memory);
    CHECK_SIZE(check, mdp_document_measure(whole).memory_own, 0); /* its one slab is used by the other */
    mdp_document_release(edited);
    CHECK_SIZE(check, mdp_document_measure(whole).memory_own, mdp_document_measure(whole).memory);
    mdp_document_release(whole);
    free(text);
}

static void one_by_one(void *context, size_t count, void (*task)(void *argument, size_t index), void *argument)
{
    (void)context;
    for (size_t i = 0; i < count; i++)
        task(argument, i);
}

/* Nor does it where the parse was made on many threads, and the document stands in a slab for each part. */
static void a_version_of_many_parts_costs_its_change(struct check *check)
{
    enum { WIDTH = 16, SECTIONS = 300 * 1000 };
    const mdp_document *whole = NULL;
    mdp_options options = MDP_OPTIONS_INIT;
    size_t size;
    char *text = make_text(SECTIONS, &size);
    options.executor = (mdp_executor){.run = one_by_one, .width = WIDTH};
    CHECK(check, mdp_parse(text, size, &options, &whole) == MDP_OK);
    const mdp_document *edited = document_edited(check, whole, size / 2, size / 2, "x");
    CHECK(check, mdp_document_measure(edited).memory_own < mdp_document_measure(whole).memory / 50);
    mdp_document_release(edited);
    mdp_document_release(whole);
    free(text);
}

/* ------------------------------------------------------------------------------------------------------ lifetimes */

enum { VERSIONS = 120 };

/* Versions in a tree: each is an edit of any of those before. All stay what they were while others go. */
static void versions_go_in_any_order(struct check *check)
{
    struct counting counting = {0};
    const mdp_document *versions[VERSIONS];
    uint64_t digests[VERSIONS], dice = 2463534242;
    size_t size;
    char *text = make_text(250, &size);
    versions[0] = parse(check, text, size, &counting, 0);
    free(text);
    for (size_t i = 1; i < VERSIONS; i++) {
        const mdp_document *from = versions[next_random(&dice) % i];
        size_t all = mdp_document_size(from), at = next_random(&dice) % all;
        size_t end = at + next_random(&dice) % 300;
        versions[i] = document_edited(check, from, at, end < all ? end : all, i % 3 ? "[l0] *x*\n" : "\n[l1]: /u\n\n");
    }
    for (size_t i = 0; i < VERSIONS; i++)
        digests[i] = digest_document(versions[i]);
    for (size_t left = VERSIONS; left > 0 && check->complaints == 0; left--) {
        size_t gone = next_random(&dice) % left;
        mdp_document_release(versions[gone]);
        versions[gone] = versions[left - 1];
        digests[gone] = digests[left - 1];
        for (size_t i = left % 16; i < left - 1; i += 16)
            CHECK(check, digest_document(versions[i]) == digests[i]);
    }
    CHECK_SIZE(check, atomic_load(&counting.live), 0);
    CHECK_SIZE(check, atomic_load(&counting.wrong), 0);
}

/* -------------------------------------------------------------------------------------------------------- failures */

/* Edits with the k-th allocation failing, for each k until it succeeds. */
static void each_failure(struct check *check, const char *text, size_t size, const mdp_edit *edits, size_t count,
                         bool fail_on)
{
    struct counting counting = {0};
    size_t k = 0;
    const mdp_document *document = parse(check, text, size, &counting, 0);
    uint64_t digest = digest_document(document);
    size_t live = atomic_load(&counting.live);
    mdp_status status = MDP_ERR_NOMEM;
    while (status == MDP_ERR_NOMEM && check->complaints == 0) {
        const mdp_document *edited = (const mdp_document *)&counting; /* to be set to NULL */
        counting.fail_at = atomic_load(&counting.calls) + ++k;
        counting.fail_on = fail_on;
        status = mdp_document_edit(document, edits, count, &edited);
        counting.fail_at = 0;
        CHECK(check, status == MDP_OK || status == MDP_ERR_NOMEM);
        CHECK(check, (edited != NULL) == (status == MDP_OK));
        if (status == MDP_OK)
            mdp_document_release(edited);
        CHECK_SIZE(check, atomic_load(&counting.live), live);
    }
    CHECK(check, k > 3);
    CHECK(check, digest_document(document) == digest);
    mdp_document_release(document);
    CHECK_SIZE(check, atomic_load(&counting.live), 0);
    CHECK_SIZE(check, atomic_load(&counting.wrong), 0);
}

/* A chunk that a label concerns, of more items than an array of blocks has room for to begin with. */
static void memory_fails_for_items(struct check *check)
{
    static const char reference[] = "* [new]\n";
    enum { ITEMS_SIZE = 2000 };
    mdp_edit defined = {.begin = 20, .end = 20, .text = "\n\n[new]: /x\n\n", .size = 14};
    size_t size;
    char *text = make_text(200, &size), *grown = realloc(text, size + ITEMS_SIZE + sizeof reference);
    if (!grown)
        abort();
    for (size_t i = 0; i < ITEMS_SIZE; i += 2, size += 2)
        memcpy(grown + size, "*\n", 2);
    memcpy(grown + size, reference, sizeof reference - 1);
    each_failure(check, grown, size + sizeof reference - 1, &defined, 1, false);
    free(grown);
}

static void memory_fails(struct check *check)
{
    static const char definition[] = "\n\n[l30]: /first\n[new]: /x\n\n[new]\n\n";
    mdp_edit typed = {.begin = 9000, .end = 9001, .text = "x", .size = 1};
    mdp_edit defined = {.begin = 20, .end = 20, .text = definition, .size = sizeof definition - 1};
    mdp_edit undefined = {.begin = 0, .end = 300, .text = "x", .size = 1};
    size_t size;
    char *text = make_text(400, &size);
    mdp_edit several[40]; /* out of order, and with definitions: each array grows */
    for (size_t i = 0; i < CHECK_COUNT(several); i++) {
        size_t at = (i * 17 % CHECK_COUNT(several)) * 600;
        several[i] =
            (mdp_edit){.begin = at, .end = at + 5, .text = definition, .size = i % 2 ? 5 : sizeof definition - 1};
    }
    for (int fail_on = 0; fail_on < 2; fail_on++) {
        each_failure(check, text, size, &typed, 1, fail_on);
        each_failure(check, text, size, &defined, 1, fail_on);
        each_failure(check, text, size, &undefined, 1, fail_on);
        each_failure(check, text, size, several, CHECK_COUNT(several), fail_on);
    }
    free(text);
}

static void wrong_arguments(struct check *check)
{
    const mdp_document *document = NULL, *edited;
    const mdp_edit good = {.begin = 1, .end = 2, .text = "x", .size = 1};
    CHECK(check, mdp_parse("a *b* c\n", 8, NULL, &document) == MDP_OK);
    static const struct {
        mdp_edit edits[3];
        size_t count;
    } wrong[] = {
        {{{.begin = 2, .end = 1}}, 1},
        {{{.begin = 0, .end = 9}}, 1},
        {{{.begin = 9, .end = 9}}, 1},
        {{{.begin = SIZE_MAX, .end = SIZE_MAX}}, 1},
        {{{.begin = 0, .end = 0, .size = 1}}, 1},
        {{{.begin = 0, .end = 4}, {.begin = 3, .end = 5}}, 2},
        {{{.begin = 3, .end = 5}, {.begin = 0, .end = 4}}, 2},
        {{{.begin = 0, .end = 8}, {.begin = 4, .end = 4}}, 2},
        {{{.begin = 0, .end = 1}, {.begin = 0, .end = 1}}, 2},
        {{{.begin = 0, .end = 1}, {.begin = 6, .end = 7}, {.begin = 6, .end = 8}}, 3},
    };
    for (size_t i = 0; i < CHECK_COUNT(wrong); i++) {
        edited = document;
        if (!CHECK(check, mdp_document_edit(document, wrong[i].edits, wrong[i].count, &edited) == MDP_ERR_ARGUMENT) ||
            !CHECK(check, edited == NULL))
            printf("  edits: row %zu\n", i);
    }
    edited = document;
    CHECK(check, mdp_document_edit(NULL, &good, 1, &edited) == MDP_ERR_ARGUMENT && edited == NULL);
    edited = document;
    CHECK(check, mdp_document_edit(document, NULL, 1, &edited) == MDP_ERR_ARGUMENT && edited == NULL);
    CHECK(check, mdp_document_edit(document, &good, 1, NULL) == MDP_ERR_ARGUMENT);
    edited = document;
    CHECK(check, mdp_document_append(document, NULL, 1, &edited) == MDP_ERR_ARGUMENT && edited == NULL);
    CHECK(check, mdp_document_append(document, NULL, 0, &edited) == MDP_OK);
    mdp_document_release(edited);
    edited = document;
    CHECK(check, mdp_document_append(NULL, "a", 1, &edited) == MDP_ERR_ARGUMENT && edited == NULL);
    mdp_document_release(document);
}

/* Neither text is touched: they are said to be larger than any memory. */
static void too_large(struct check *check)
{
    const mdp_document *document = NULL, *edited;
    CHECK(check, mdp_parse("a\n", 2, NULL, &document) == MDP_OK);
    const mdp_edit edits[] = {{.begin = 0, .end = 0, .text = "", .size = MDP_TEXT_SIZE_MAX - 1},
                              {.begin = 1, .end = 1, .text = "", .size = SIZE_MAX}};
    edited = document;
    CHECK(check, mdp_document_edit(document, edits, 1, &edited) == MDP_ERR_LIMIT && edited == NULL);
    edited = document;
    CHECK(check, mdp_document_edit(document, edits + 1, 1, &edited) == MDP_ERR_LIMIT && edited == NULL);
    edited = document;
    CHECK(check, mdp_document_edit(document, edits, 2, &edited) == MDP_ERR_LIMIT && edited == NULL);
    mdp_document_release(document);
}

/* No order is asked for; what is inserted at one offset stays in the order given. */
static void edits_in_any_order(struct check *check)
{
    const mdp_document *document = NULL, *edited = NULL, *wanted = NULL;
    const mdp_edit edits[] = {
        {.begin = 4, .end = 5, .text = "4", .size = 1}, {.begin = 2, .end = 4, .text = "Y", .size = 1},
        {.begin = 2, .end = 2, .text = "1", .size = 1}, {.begin = 2, .end = 2, .text = "2", .size = 1},
        {.begin = 0, .end = 0, .text = "X", .size = 1}, {.begin = 5, .end = 5, .text = "5", .size = 1}};
    CHECK(check, mdp_parse("abcdefg", 7, NULL, &document) == MDP_OK);
    CHECK(check, mdp_document_edit(document, edits, CHECK_COUNT(edits), &edited) == MDP_OK);
    CHECK_STRING(check, mdp_document_piece(edited, 0), "Xab12Y45fg");
    CHECK(check, mdp_document_edit(document, NULL, 0, &wanted) == MDP_OK);
    CHECK(check, digest_document(wanted) == digest_document(document));
    mdp_document_release(wanted);
    mdp_document_release(edited);
    mdp_document_release(document);
}

/* --------------------------------------------------------------------------------------------------------- threads */

struct shared {
    struct check *check;
    const mdp_document *document;
    uint64_t digest;
    uint64_t wanted[CROWD_SIZE]; /* the digest of what each member's edits give, made by one thread */
};

/* The last of a chain of edits, which depends on the number. */
static const mdp_document *chain(const mdp_document *document, size_t number)
{
    const mdp_document *last = mdp_document_retain(document);
    for (size_t i = 0; i < 30 && last; i++) {
        const mdp_document *next = NULL;
        size_t at = (number * 7919 + i * 104729) % mdp_document_size(last);
        mdp_edit one = {.begin = at, .end = at, .text = i % 7 ? "*x*" : "\n\n[l0]: /u\n\n", .size = i % 7 ? 3 : 12};
        if (mdp_document_edit(last, &one, 1, &next) != MDP_OK)
            next = NULL;
        mdp_document_release(last);
        last = next;
    }
    return last;
}

static int count_blocks(void *context, const mdp_change *change)
{
    *(size_t *)context += change->kind == MDP_CHANGE_REMOVED ? 0 : change->count;
    return 0;
}

/* Whether a comparison with a version accounts for each of its blocks. */
static bool compares(const mdp_document *document, const mdp_document *version)
{
    size_t told = 0, blocks = 0;
    mdp_node node = mdp_node_first_child(mdp_document_root(version));
    for (; !mdp_node_is_none(node); node = mdp_node_next_sibling(node))
        blocks++;
    return mdp_diff(document, version, (mdp_change_sink){count_blocks, &told}) == MDP_OK && told == blocks &&
           mdp_document_shared_prefix(document, version) < blocks;
}

static void edit_shared(struct member *member)
{
    struct shared *shared = member->shared;
    for (size_t round = 0; round < 6; round++) {
        const mdp_document *last = chain(shared->document, member->number % CROWD_SIZE);
        crowd_stumble(member);
        if (!last || !compares(shared->document, last) ||
            digest_document(last) != shared->wanted[member->number % CROWD_SIZE] ||
            digest_document(shared->document) != shared->digest)
            abort(); /* a check may be used by one thread only; the crash handler names the case */
        mdp_document_release(last);
    }
}

static void threads_edit_one_document(struct check *check)
{
    static const uint64_t flags[] = {0, MDP_SEALED};
    size_t size;
    char *text = make_text(250, &size);
    for (size_t i = 0; i < CHECK_COUNT(flags); i++) {
        struct counting counting = {0};
        struct shared shared = {.check = check, .document = parse(check, text, size, &counting, flags[i])};
        shared.digest = digest_document(shared.document);
        for (size_t k = 0; k < CROWD_SIZE; k++) {
            const mdp_document *last = chain(shared.document, k);
            shared.wanted[k] = digest_document(last);
            mdp_document_release(last);
        }
        crowd_run(CROWD_SIZE, edit_shared, &shared);
        mdp_document_release(shared.document);
        CHECK_SIZE(check, atomic_load(&counting.live), 0);
    }
    free(text);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"edits_everywhere_are_bounded", edits_everywhere_are_bounded},
        {"edits_in_one_place_are_bounded", edits_in_one_place_are_bounded},
        {"a_document_that_shrinks_is_bounded", a_document_that_shrinks_is_bounded},
        {"a_large_removal_is_bounded", a_large_removal_is_bounded},
        {"a_version_costs_its_change", a_version_costs_its_change},
        {"a_version_of_many_parts_costs_its_change", a_version_of_many_parts_costs_its_change},
        {"versions_go_in_any_order", versions_go_in_any_order},
        {"memory_fails", memory_fails},
        {"memory_fails_for_items", memory_fails_for_items},
        {"wrong_arguments", wrong_arguments},
        {"too_large", too_large},
        {"edits_in_any_order", edits_in_any_order},
        {"threads_edit_one_document", threads_edit_one_document},
    };
    return check_main(argc, argv, cases, CHECK_COUNT(cases));
}
