/* footnotes.c: what mdp_footnotes and mdp_document_footnote promise: numbers in the order of the first references, the
 * none node and 0 for all else, memory from the allocator that is given and back to it, and MDP_ERR_NOMEM, of a
 * rendering before anything is written. What is a footnote is in spec/extensions/footnotes.txt. */
#include "counting.h"
#include "samples.h"

#include <string.h>

static const mdp_document *parse(struct check *check, const char *text)
{
    const mdp_document *document = NULL;
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = MDP_EXT_FOOTNOTES;
    CHECK(check, mdp_parse(text, strlen(text), &options, &document) == MDP_OK);
    return document;
}

static mdp_footnotes *create(struct check *check, const mdp_document *document)
{
    mdp_footnotes *footnotes = NULL;
    CHECK(check, mdp_footnotes_create(document, NULL, &footnotes) == MDP_OK);
    return footnotes;
}

static mdp_node footnote(const mdp_document *document, const char *label)
{
    return mdp_document_footnote(document, label, strlen(label));
}

/* ---------------------------------------------------------------------------------------------------------- by name */

static void numbers(struct check *check)
{
    static const char *const labels[] = {"b", "a", "c"};
    static const size_t references[] = {2, 1, 1};
    const mdp_document *document = parse(check, "[^b] [^a] [^b]\n\n[^a]: x [^c]\n[^b]: y\n[^c]: z\n[^d]: w\n");
    mdp_footnotes *footnotes = create(check, document);
    CHECK_SIZE(check, mdp_footnotes_count(footnotes), 3);
    for (size_t i = 0; i < CHECK_COUNT(labels); i++) {
        mdp_node definition = mdp_footnotes_definition(footnotes, i + 1);
        CHECK(check, mdp_node_equal(definition, footnote(document, labels[i])));
        CHECK_STRING(check, mdp_node_label(definition), labels[i]);
        CHECK_SIZE(check, mdp_footnotes_references(footnotes, i + 1), references[i]);
        CHECK_SIZE(check, mdp_footnotes_number(footnotes, definition), i + 1);
        CHECK_SIZE(check, mdp_footnotes_reference(footnotes, definition), 0);
    }
    mdp_node unused = footnote(document, "d");
    CHECK(check, mdp_node_kind(unused) == MDP_KIND_FOOTNOTE_DEFINITION);
    CHECK_SIZE(check, mdp_footnotes_number(footnotes, unused), 0);
    mdp_footnotes_destroy(footnotes);
    mdp_document_release(document);
}

/* Labels match as they do in the text, where NUL is U+FFFD. */
static void labels_with_nul(struct check *check)
{
    static const char text[] = "[^a\0b]\n\n[^a\0b]: c\n";
    const mdp_document *document = NULL;
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = MDP_EXT_FOOTNOTES;
    CHECK(check, mdp_parse(text, sizeof text - 1, &options, &document) == MDP_OK);
    mdp_node definition = mdp_document_footnote(document,
                                                "a\xEF\xBF\xBD"
                                                "b",
                                                5);
    CHECK(check, mdp_node_kind(definition) == MDP_KIND_FOOTNOTE_DEFINITION);
    CHECK(check, mdp_node_equal(mdp_document_footnote(document, "a\0b", 3), definition));
    CHECK(check, mdp_node_is_none(mdp_document_footnote(document, "a b", 3)));
    mdp_document_release(document);
}

/* What has no number, and no numbers at all. */
static void nothing(struct check *check)
{
    const mdp_document *document = parse(check, "[^a]\n\n[^a]: b\n"), *other = parse(check, "[^a]\n\n[^b]: c\n");
    mdp_footnotes *footnotes = create(check, document), *none = create(check, other);
    const size_t absent[] = {0, 2, SIZE_MAX};
    CHECK(check, footnotes != NULL && none == NULL);
    for (size_t i = 0; i < CHECK_COUNT(absent); i++) {
        CHECK(check, mdp_node_is_none(mdp_footnotes_definition(footnotes, absent[i])));
        CHECK_SIZE(check, mdp_footnotes_references(footnotes, absent[i]), 0);
    }
    const mdp_node nodes[] = {mdp_document_root(document), mdp_node_first_child(mdp_document_root(document)),
                              mdp_document_root(other), footnote(other, "b"), (mdp_node){0}};
    for (size_t i = 0; i < CHECK_COUNT(nodes); i++) {
        CHECK_SIZE(check, mdp_footnotes_number(footnotes, nodes[i]), 0);
        CHECK_SIZE(check, mdp_footnotes_reference(footnotes, nodes[i]), 0);
        CHECK_SIZE(check, mdp_footnotes_number(NULL, nodes[i]), 0);
        CHECK_SIZE(check, mdp_footnotes_reference(NULL, nodes[i]), 0);
    }
    CHECK_SIZE(check, mdp_footnotes_count(NULL), 0);
    CHECK_SIZE(check, mdp_footnotes_references(NULL, 1), 0);
    CHECK(check, mdp_node_is_none(mdp_footnotes_definition(NULL, 1)));
    mdp_footnotes_destroy(NULL);
    mdp_footnotes_destroy(footnotes);
    mdp_document_release(document);
    mdp_document_release(other);
}

/* The labels of links and of footnotes are apart, and those of footnotes hold no white space. */
static void labels(struct check *check)
{
    const mdp_document *document = parse(check, "[a]: /u\n[^A]: b\n    [^b]: c\n\n[^b d]: /v\n[a] [^a] [^b]\n");
    static const char *const none[] = {"", " ", "a ", " a", "a b", "b d", "^a", "[^a", "c", "\n"};
    for (size_t i = 0; i < CHECK_COUNT(none); i++)
        CHECK(check, mdp_node_is_none(footnote(document, none[i])));
    CHECK(check, mdp_node_kind(footnote(document, "a")) == MDP_KIND_FOOTNOTE_DEFINITION);
    CHECK(check, mdp_node_equal(footnote(document, "a"), footnote(document, "A")));
    CHECK(check, mdp_node_kind(mdp_document_definition(document, "a", 1)) == MDP_KIND_DEFINITION);
    CHECK(check, mdp_node_is_none(mdp_document_definition(document, "^a", 2)));
    CHECK(check, mdp_node_is_none(mdp_document_definition(document, "[^a", 3)));
    CHECK(check, mdp_node_kind(mdp_document_definition(document, "^b d", 4)) == MDP_KIND_DEFINITION);
    CHECK(check, mdp_node_is_none(mdp_document_footnote(NULL, "a", 1)));
    CHECK(check, mdp_node_is_none(mdp_document_footnote(document, NULL, 1)));
    static const char long_label[2000];
    CHECK(check, mdp_node_is_none(mdp_document_footnote(document, long_label, sizeof long_label)));
    mdp_document_release(document);
}

/* The limit counts "[^" too; a definition or reference beyond it is text. */
static void long_labels(struct check *check)
{
    static const char text[] = "[^ab] [^abc]\n\n[^ab]: c\n\n[^abc]: d\n";
    mdp_options options = MDP_OPTIONS_INIT;
    const mdp_document *document = NULL;
    options.flags = MDP_EXT_FOOTNOTES;
    options.limits.label_size = 4;
    if (!CHECK(check, mdp_parse(text, sizeof text - 1, &options, &document) == MDP_OK))
        return;
    CHECK(check, mdp_node_kind(footnote(document, "ab")) == MDP_KIND_FOOTNOTE_DEFINITION);
    CHECK(check, mdp_node_is_none(footnote(document, "abc")));
    mdp_footnotes *footnotes = create(check, document);
    CHECK_SIZE(check, mdp_footnotes_references(footnotes, 1), 1);
    CHECK_SIZE(check, mdp_footnotes_count(footnotes), 1);
    mdp_footnotes_destroy(footnotes);
    mdp_document_release(document);
}

static void arguments(struct check *check)
{
    const mdp_document *document = parse(check, "[^a]\n\n[^a]: b\n");
    struct counting counting = {.calls = 0};
    mdp_allocator half = counting_allocator(&counting);
    half.release = NULL;
    mdp_footnotes *footnotes = (mdp_footnotes *)&counting; /* to be set to NULL */
    CHECK(check, mdp_footnotes_create(NULL, NULL, &footnotes) == MDP_ERR_ARGUMENT);
    CHECK(check, footnotes == NULL);
    CHECK(check, mdp_footnotes_create(document, NULL, NULL) == MDP_ERR_ARGUMENT);
    CHECK(check, mdp_footnotes_create(document, &half, &footnotes) == MDP_ERR_ARGUMENT);
    CHECK_SIZE(check, atomic_load(&counting.calls), 0);
    mdp_document_release(document);
}

/* ----------------------------------------------------------------------------------------------------- every sample */

/* A naive count beside it: the definitions, in the order in which they are met. */
static void counts_as_met(struct check *check, const struct sample *sample)
{
    enum { NOTES_MOST = 256 };
    static mdp_node notes[NOTES_MOST];
    static size_t references[NOTES_MOST];
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    mdp_footnotes *footnotes = create(check, document);
    size_t count = 0;
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker) && count < NOTES_MOST) {
        if (!walker.entering || walker.kind != MDP_KIND_FOOTNOTE_REFERENCE)
            continue;
        mdp_node definition = mdp_node_definition(walker.node);
        size_t note = 0;
        while (note < count && !mdp_node_equal(notes[note], definition))
            note++;
        if (note == count) {
            notes[count] = definition;
            references[count++] = 0;
        }
        CHECK_SIZE(check, mdp_footnotes_number(footnotes, walker.node), note + 1);
        CHECK_SIZE(check, mdp_footnotes_reference(footnotes, walker.node), ++references[note]);
    }
    if (count < NOTES_MOST)
        CHECK_SIZE(check, mdp_footnotes_count(footnotes), count);
    for (size_t i = 0; i < count; i++) {
        CHECK(check, mdp_node_equal(mdp_footnotes_definition(footnotes, i + 1), notes[i]));
        CHECK_SIZE(check, mdp_footnotes_number(footnotes, notes[i]), i + 1);
        if (count < NOTES_MOST)
            CHECK_SIZE(check, mdp_footnotes_references(footnotes, i + 1), references[i]);
    }
    mdp_footnotes_destroy(footnotes);
    mdp_document_release(document);
}

static int count_bytes(void *context, const char *data, size_t size)
{
    (void)data;
    *(size_t *)context += size;
    return 0;
}

/* The k-th allocation fails; false where there were fewer. */
static bool fails_cleanly(struct check *check, const mdp_document *document, size_t k)
{
    struct counting counting = {.fail_at = k};
    mdp_allocator allocator = counting_allocator(&counting);
    mdp_footnotes *footnotes = NULL;
    mdp_status status = mdp_footnotes_create(document, &allocator, &footnotes);
    bool failed = atomic_load(&counting.calls) >= k;
    CHECK(check, status == (failed ? MDP_ERR_NOMEM : MDP_OK) && (!failed || footnotes == NULL));
    mdp_footnotes_destroy(footnotes);
    CHECK_SIZE(check, atomic_load(&counting.live), 0);
    CHECK_SIZE(check, atomic_load(&counting.wrong), 0);
    return failed;
}

/* The same of a rendering, which then writes nothing. */
static bool render_fails_cleanly(struct check *check, const mdp_document *document, mdp_format format, size_t k)
{
    struct counting counting = {.fail_at = k};
    size_t written = 0;
    mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
    options.allocator = counting_allocator(&counting);
    mdp_status status = mdp_render(document, format, &options, (mdp_sink){count_bytes, &written});
    bool failed = atomic_load(&counting.calls) >= k;
    CHECK(check, status == (failed ? MDP_ERR_NOMEM : MDP_OK) && (!failed || written == 0));
    CHECK_SIZE(check, atomic_load(&counting.live), 0);
    CHECK_SIZE(check, atomic_load(&counting.wrong), 0);
    return failed;
}

static void memory_fails(struct check *check, const struct sample *sample)
{
    static const mdp_format formats[] = {MDP_FORMAT_HTML, MDP_FORMAT_XML, MDP_FORMAT_JSON, MDP_FORMAT_TREE};
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    for (size_t k = 1; fails_cleanly(check, document, k) && check->complaints == 0;)
        k++;
    for (size_t i = 0; i < CHECK_COUNT(formats); i++)
        for (size_t k = 1; render_fails_cleanly(check, document, formats[i], k) && check->complaints == 0;)
            k++;
    mdp_document_release(document);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"numbers", numbers},         {"labels_with_nul", labels_with_nul},
                                              {"nothing", nothing},         {"labels", labels},
                                              {"long_labels", long_labels}, {"arguments", arguments}};
    static const struct property properties[] = {{"counts_as_met", counts_as_met}, {"memory_fails", memory_fails}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
