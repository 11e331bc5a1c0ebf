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

int main(int argc, char **argv)
{
    static const struct property properties[] = {{"one_fails", one_fails}, {"all_from_one_fail", all_from_one_fail}};
    return samples_main(argc, argv, NULL, 0, properties, CHECK_COUNT(properties));
}
