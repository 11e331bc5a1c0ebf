/* nomem.c: the header's ERRORS paragraph where memory is short.
 *
 * For each sample the k-th allocation of its parse fails, for k = 1, 2, ... until the parse succeeds: once so that only
 * that one fails, once so that all after it fail too. Each must be told as MDP_ERR_NOMEM, with nothing leaked. */
#include "counting.h"
#include "digest.h"
#include "samples.h"

/* Up to here each k is tried, beyond only some, for the cost is quadratic. Where an arena has blocks, no sample takes
 * as many allocations; where each of its objects is an allocation (arena_debug), the deep and large samples do. */
#define EACH 1024

/* One parse whose k-th allocation fails; false at the end, when it had fewer than k. */
static bool parse_failing(struct check *check, const struct sample *sample, size_t k, bool fail_on, uint64_t digest)
{
    struct counting counting = {.fail_at = k, .fail_on = fail_on};
    mdp_options options = sample_options(sample);
    options.flags |= MDP_PARSE_SMART; /* it adds strings of its own */
    options.allocator = counting_allocator(&counting);
    const mdp_document *document = (const mdp_document *)&counting; /* to be set to NULL */
    mdp_status status = mdp_parse(sample->text, sample->size, &options, &document);
    bool failed = atomic_load(&counting.calls) >= k;
    if (failed) {
        CHECK(check, status == MDP_ERR_NOMEM);
        CHECK(check, document == NULL);
    } else if (CHECK(check, status == MDP_OK)) {
        CHECK(check, digest_document(document) == digest);
        mdp_document_release(document);
    }
    CHECK_SIZE(check, atomic_load(&counting.live), 0);
    CHECK_SIZE(check, atomic_load(&counting.wrong), 0);
    return failed;
}

static void each_failure(struct check *check, const struct sample *sample, bool fail_on)
{
    const mdp_document *document = sample_parse_with(check, sample, MDP_PARSE_SMART);
    if (document == NULL)
        return;
    uint64_t digest = digest_document(document);
    mdp_document_release(document);
    size_t k = 1;
    while (parse_failing(check, sample, k, fail_on, digest) && check->complaints == 0)
        k += k < EACH ? 1 : k / 32;
    CHECK(check, k > 1); /* a parse that never allocates tests nothing */
}

static void one_fails(struct check *check, const struct sample *sample)
{
    each_failure(check, sample, false);
}

static void all_from_one_fail(struct check *check, const struct sample *sample)
{
    each_failure(check, sample, true);
}

/* A large text has several slabs, each of which is made when those before are written: the last allocations fail. */
static void slabs_fail(struct check *check)
{
    enum { SIZE = 900000, LAST = 16 };
    static char text[SIZE];
    for (size_t i = 0; i < SIZE; i++)
        text[i] = "A paragraph of *some* words.\n\n"[i % 30];
    const struct sample sample = {.text = text, .size = SIZE};
    struct counting counting = {0};
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = MDP_PARSE_SMART;
    options.allocator = counting_allocator(&counting);
    const mdp_document *document = NULL;
    if (!CHECK(check, mdp_parse(text, SIZE, &options, &document) == MDP_OK))
        return;
    uint64_t digest = digest_document(document);
    mdp_document_release(document);
    size_t calls = atomic_load(&counting.calls), failed = 0;
    for (size_t k = calls > LAST ? calls - LAST + 1 : 1; k <= calls; k++)
        failed += parse_failing(check, &sample, k, false, digest);
    CHECK_SIZE(check, failed, calls < LAST ? calls : LAST);
}

int main(int argc, char **argv)
{
    static const struct property properties[] = {{"one_fails", one_fails}, {"all_from_one_fail", all_from_one_fail}};
    static const struct check_case cases[] = {{"slabs_fail", slabs_fail}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
