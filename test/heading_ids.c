/* heading_ids.c: what MDP_RENDER_HEADING_IDS promises: no identifier twice in a document, memory from the allocator of
 * the options and back to it, and MDP_ERR_NOMEM before anything is written. What identifiers are made of is in
 * spec/extensions/heading-ids.txt. */
#include "counting.h"
#include "samples.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

static mdp_status render(const mdp_document *document, struct counting *counting, struct text *text)
{
    mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
    options.flags = MDP_RENDER_HEADING_IDS;
    options.allocator = counting_allocator(counting);
    return mdp_render(document, MDP_FORMAT_HTML, &options, (mdp_sink){text_write, text});
}

static void check_returned(struct check *check, struct counting *counting)
{
    CHECK_SIZE(check, atomic_load(&counting->live), 0);
    CHECK_SIZE(check, atomic_load(&counting->wrong), 0);
}

static int compare(const void *a, const void *b)
{
    const mdp_string *first = a, *second = b;
    size_t common = first->size < second->size ? first->size : second->size;
    int order = memcmp(first->data, second->data, common);
    return order != 0 ? order : (first->size > second->size) - (first->size < second->size);
}

/* The identifier of the next heading from *at on; false if there is none. Raw HTML is left out of what is rendered, so
 * all that looks like a heading is one. */
static bool next_id(const struct text *text, size_t *at, mdp_string *id)
{
    static const char opening[] = " id=\"";
    enum { TAG = 3, OPENING = sizeof opening - 1 };
    for (; text->size - *at > TAG + OPENING; ++*at) {
        const char *tag = text->data + *at;
        if (memcmp(tag, "<h", 2) != 0 || tag[2] < '1' || tag[2] > '6' || memcmp(tag + TAG, opening, OPENING) != 0)
            continue;
        const char *begin = tag + TAG + OPENING, *end = memchr(begin, '"', text->size - *at - TAG - OPENING);
        if (end == NULL)
            return false;
        *id = (mdp_string){begin, (size_t)(end - begin)};
        *at = (size_t)(end - text->data);
        return true;
    }
    return false;
}

static void unique(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample_parse(check, sample);
    struct counting counting = {0};
    struct text text = {NULL, 0, 0};
    if (document == NULL || !CHECK(check, render(document, &counting, &text) == MDP_OK))
        return;
    check_returned(check, &counting);
    mdp_string *ids = malloc((text.size + 1) * sizeof *ids); /* more than there can be */
    size_t count = 0;
    for (size_t at = 0; CHECK(check, ids != NULL) && text.size > 0 && next_id(&text, &at, &ids[count]); count++)
        CHECK(check, ids[count].size > 0);
    qsort(ids, count, sizeof *ids, compare);
    for (size_t i = 1; i < count; i++)
        if (!CHECK(check, compare(&ids[i - 1], &ids[i]) != 0))
            printf("  id:     %.*s\n", (int)ids[i].size, ids[i].data);
    free(ids);
    free(text.data);
    mdp_document_release(document);
}

static void memory_fails(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample_parse(check, sample);
    for (size_t k = 1; document != NULL; k += k < 32 ? 1 : k / 8) {
        struct counting counting = {.fail_at = k};
        struct text text = {NULL, 0, 0};
        mdp_status status = render(document, &counting, &text);
        bool failed = atomic_load(&counting.calls) >= k;
        CHECK(check, status == (failed ? MDP_ERR_NOMEM : MDP_OK));
        CHECK(check, !failed || text.size == 0);
        check_returned(check, &counting);
        free(text.data);
        if (!failed)
            break;
    }
    mdp_document_release(document);
}

/* As with mdp_options: what allocates and what releases are given together, or neither. */
static void half_an_allocator(struct check *check)
{
    struct counting counting = {0};
    const mdp_document *document = NULL;
    mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
    struct text text = {NULL, 0, 0};
    CHECK(check, mdp_parse("# a", 3, NULL, &document) == MDP_OK);
    options.allocator = counting_allocator(&counting);
    options.allocator.release = NULL;
    CHECK(check, mdp_render(document, MDP_FORMAT_HTML, &options, (mdp_sink){text_write, &text}) == MDP_ERR_ARGUMENT);
    options.allocator = (mdp_allocator){NULL, NULL, NULL};
    options.flags = MDP_RENDER_HEADING_IDS;
    CHECK(check, mdp_render(document, MDP_FORMAT_HTML, &options, (mdp_sink){text_write, &text}) == MDP_OK);
    CHECK_STRING(check, ((mdp_string){text.data, text.size}), "<h1 id=\"a\">a</h1>\n");
    free(text.data);
    mdp_document_release(document);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"half_an_allocator", half_an_allocator}};
    static const struct property properties[] = {{"unique", unique}, {"memory_fails", memory_fails}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
