/* chunks.c: a chunk does not depend on where it stands: the same blocks behind paragraphs of different length are, from
 * the lookups on, the same bytes (ast/layout.h). That is what lets documents share chunks. */
#include "samples.h"

#include <stdlib.h>

#include "layout.h"

/* Two lengths of text that fill more than a chunk, so that what follows begins another. */
enum { SHORT = 20001, LONG = 30002 };

static const mdp_document *parse_behind(struct check *check, const struct sample *sample, size_t before)
{
    char *text = malloc(before + sample->size);
    const mdp_document *document = NULL;
    if (!CHECK(check, text != NULL))
        return NULL;
    memset(text, 'a', before);
    memcpy(text + before - 2, "\n\n", 2);
    memcpy(text + before, sample->text, sample->size);
    mdp_options options = sample_options(sample);
    CHECK(check, mdp_parse(text, before + sample->size, &options, &document) == MDP_OK);
    free(text);
    return document;
}

/* From the lookups to the end of the pool. */
static size_t parts_size(const struct chunk *chunk)
{
    return (size_t)(chunk_text(chunk) + chunk->text_size + chunk->pool_size - (const char *)chunk_lookups(chunk));
}

/* The first word in which two chunks of one size differ, for people. */
static void print_difference(const struct chunk *a, const struct chunk *b)
{
    const uint32_t *tapes[] = {chunk_tape(a), chunk_tape(b)};
    uint32_t at = 0, size = a->tape_size < b->tape_size ? a->tape_size : b->tape_size;
    while (at < size && tapes[0][at] == tapes[1][at])
        at++;
    if (at < size)
        printf("  word %u of the tapes: %u and %u\n", at, tapes[0][at], tapes[1][at]);
    else
        puts("  the tapes are equal");
}

static void moved(struct check *check, const struct sample *sample)
{
    const mdp_document *near = parse_behind(check, sample, SHORT), *far = parse_behind(check, sample, LONG);
    if (near == NULL || far == NULL || !CHECK_SIZE(check, near->place_count, far->place_count))
        return;
    for (uint32_t i = 1; i < near->place_count && check->complaints == 0; i++) {
        const struct chunk *a = near->places[i].chunk, *b = far->places[i].chunk;
        if (!CHECK_SIZE(check, parts_size(a), parts_size(b)) ||
            !CHECK(check, memcmp(chunk_lookups(a), chunk_lookups(b), parts_size(a)) == 0))
            print_difference(a, b);
    }
    mdp_document_release(near);
    mdp_document_release(far);
}

/* That the samples are in chunks of their own, not in that of the paragraph. */
static void is_moved(struct check *check)
{
    char text[] = "# a\n";
    const struct sample sample = {.text = text, .size = sizeof text - 1};
    const mdp_document *document = parse_behind(check, &sample, SHORT);
    if (document == NULL)
        return;
    CHECK_SIZE(check, document->place_count, 2);
    CHECK_SIZE(check, document->places[1].begin, SHORT);
    mdp_document_release(document);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"is_moved", is_moved}};
    static const struct property properties[] = {{"moved", moved}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
