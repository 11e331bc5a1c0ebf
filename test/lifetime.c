/* lifetime.c: the header's OWNERSHIP and LIFETIME paragraphs, and mdp_allocator.
 *
 * The text may be freed after the parse; a document lives as long as one reference; the last release returns every
 * byte, with the size that was asked for; reading never allocates; measure tells the truth about memory. */
#include "counting.h"
#include "digest.h"
#include "samples.h"

#include <stdlib.h>

static const mdp_document *parse_counted(struct check *check, const struct sample *sample, struct counting *counting)
{
    mdp_options options = sample_options(sample);
    options.allocator = counting_allocator(counting);
    const mdp_document *document = NULL;
    mdp_status status = mdp_parse(sample->text, sample->size, &options, &document);
    memset(&options, 0xFF, sizeof options); /* a document that kept the pointer to its options would not survive */
    CHECK(check, status == MDP_OK && document != NULL);
    return document;
}

static void check_all_returned(struct check *check, struct counting *counting)
{
    CHECK_SIZE(check, atomic_load(&counting->live), 0);
    CHECK_SIZE(check, atomic_load(&counting->live_bytes), 0);
    CHECK_SIZE(check, atomic_load(&counting->wrong), 0);
}

static void text_may_be_freed(struct check *check, const struct sample *sample)
{
    const mdp_document *kept = sample_parse(check, sample), *document = NULL;
    char *copy = malloc(sample->size + 1);
    if (kept == NULL || !CHECK(check, copy != NULL))
        return;
    memcpy(copy, sample->text, sample->size);
    mdp_options options = sample_options(sample);
    CHECK(check, mdp_parse(copy, sample->size, &options, &document) == MDP_OK);
    memset(copy, 'X', sample->size); /* found by the digest where freed memory would still read as before */
    free(copy);
    CHECK(check, digest_document(document) == digest_document(kept));
    mdp_document_release(document);
    mdp_document_release(kept);
}

static void last_release_frees(struct check *check, const struct sample *sample)
{
    struct counting counting = {0};
    const mdp_document *document = parse_counted(check, sample, &counting);
    if (document == NULL)
        return;
    CHECK(check, atomic_load(&counting.live) > 0);
    uint64_t digest = digest_document(document);
    CHECK(check, mdp_document_retain(document) == document);
    CHECK(check, mdp_document_retain(document) == document);
    mdp_document_release(document);
    CHECK(check, digest_document(document) == digest);
    mdp_document_release(document);
    CHECK(check, digest_document(document) == digest);
    mdp_document_release(document);
    check_all_returned(check, &counting);
}

static void reading_allocates_nothing(struct check *check, const struct sample *sample)
{
    struct counting counting = {0};
    const mdp_document *document = parse_counted(check, sample, &counting);
    if (document == NULL)
        return;
    size_t calls = atomic_load(&counting.calls), live = atomic_load(&counting.live);
    digest_document(document);
    mdp_document_offset(document, mdp_document_position(document, sample->size / 2));
    mdp_document_offset_in(document, mdp_document_position_in(document, sample->size / 2, MDP_UTF16), MDP_UTF32);
    mdp_document_node_at(document, sample->size / 2);
    mdp_document_definition(document, "a", 1);
    CHECK_SIZE(check, mdp_document_measure(document).memory, atomic_load(&counting.live_bytes));
    CHECK_SIZE(check, atomic_load(&counting.calls), calls);
    CHECK_SIZE(check, atomic_load(&counting.live), live);
    mdp_document_release(document);
    check_all_returned(check, &counting);
}

static void measure_counts(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    size_t nodes = 0, definitions = 0;
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker)) {
        nodes += walker.entering;
        mdp_string label = mdp_node_label(walker.node);
        if (walker.entering && walker.kind == MDP_KIND_DEFINITION)
            definitions += mdp_node_equal(mdp_document_definition(document, label.data, label.size), walker.node);
        if (walker.entering && walker.kind == MDP_KIND_FOOTNOTE_DEFINITION)
            definitions += mdp_node_equal(mdp_document_footnote(document, label.data, label.size), walker.node);
    }
    mdp_document_stats stats = mdp_document_measure(document);
    CHECK_SIZE(check, stats.text_size, sample->size);
    CHECK_SIZE(check, mdp_document_size(document), sample->size);
    CHECK_SIZE(check, stats.nodes, nodes);
    CHECK_SIZE(check, stats.definitions, definitions);
    CHECK(check, stats.memory > sample->size);
    mdp_document_release(document);
}

static void parses_repeat(struct check *check, const struct sample *sample)
{
    const mdp_document *first = sample_parse(check, sample);
    struct counting counting = {0}; /* memory that holds a pattern, unlike fresh memory, which is often zero */
    const mdp_document *second = parse_counted(check, sample, &counting);
    if (first != NULL && second != NULL)
        CHECK(check, digest_document(first) == digest_document(second));
    mdp_document_release(first);
    mdp_document_release(second);
    check_all_returned(check, &counting);
}

static void null_is_allowed(struct check *check)
{
    CHECK(check, mdp_document_retain(NULL) == NULL);
    mdp_document_release(NULL);
}

static void documents_are_independent(struct check *check)
{
    static const char text[] = "# a\n\n*b* [c]\n\n[c]: d\n";
    const mdp_document *first = NULL, *second = NULL;
    CHECK(check, mdp_parse(text, sizeof text - 1, NULL, &first) == MDP_OK);
    CHECK(check, mdp_parse(text, sizeof text - 1, NULL, &second) == MDP_OK);
    uint64_t digest = digest_document(first);
    CHECK(check, first != second);
    mdp_document_release(first);
    CHECK(check, digest_document(second) == digest);
    mdp_document_release(second);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"null_is_allowed", null_is_allowed},
        {"documents_are_independent", documents_are_independent},
    };
    static const struct property properties[] = {
        {"text_may_be_freed", text_may_be_freed},
        {"last_release_frees", last_release_frees},
        {"reading_allocates_nothing", reading_allocates_nothing},
        {"measure_counts", measure_counts},
        {"parses_repeat", parses_repeat},
    };
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
