/* versions.c: see versions.h. */
#include "versions.h"

#include "command.h"

#include <stdlib.h>
#include <string.h>

#define DIGITS 12

static const char *const labels[BENCH_VERSION_PLACES] = {"version-begin", "version-middle", "version-end"};

/* --------------------------------------------------------------------------------------------------------- reading */

static uint64_t number_of(mdp_node definition)
{
    mdp_string destination = mdp_node_destination(definition);
    uint64_t number = 0;
    for (size_t i = 1; i < destination.size; i++)
        number = number * 10 + (uint64_t)(destination.data[i] - '0');
    return destination.size == 1 + DIGITS ? number : BENCH_NO_VERSION;
}

uint64_t bench_version_glance(const mdp_document *document)
{
    uint64_t number = 0;
    for (size_t i = 0; i < BENCH_VERSION_PLACES; i++) {
        uint64_t other = number_of(mdp_document_definition(document, labels[i], strlen(labels[i])));
        if (i > 0 && other != number)
            return BENCH_NO_VERSION;
        number = other;
    }
    return number;
}

static bool is_place(mdp_node definition)
{
    mdp_string label = mdp_node_label(definition);
    size_t size = sizeof "version-" - 1;
    return label.size > size && memcmp(label.data, "version-", size) == 0;
}

/* Reads what a renderer would: the kind of every node, its text, and where it leads. */
uint64_t bench_version_walk(const mdp_document *document)
{
    uint64_t number = BENCH_NO_VERSION;
    size_t places = 0, bytes = 0;
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker)) {
        if (!walker.entering)
            continue;
        bytes += mdp_node_text(walker.node).size + mdp_node_destination(walker.node).size;
        if (walker.kind != MDP_KIND_DEFINITION || !is_place(walker.node))
            continue;
        uint64_t other = number_of(walker.node);
        if (places++ > 0 && other != number)
            return BENCH_NO_VERSION;
        number = other;
    }
    return places == BENCH_VERSION_PLACES && bytes > 0 ? number : BENCH_NO_VERSION;
}

/* ---------------------------------------------------------------------------------------------------------- making */

/* The beginning of the line of the top-level block that is nearest behind the middle of a text, where another block can
 * be put in. */
static bool find_middle(const char *body, size_t size, size_t *middle)
{
    const mdp_document *document = NULL;
    if (mdp_parse(body, size, NULL, &document) != MDP_OK)
        return false;
    mdp_node node = mdp_node_first_child(mdp_document_root(document));
    while (!mdp_node_is_none(node) && mdp_node_span(node).begin < size / 2)
        node = mdp_node_next_sibling(node);
    *middle = mdp_node_is_none(node) ? size : mdp_node_span(node).begin;
    while (*middle > 0 && *middle < size && body[*middle - 1] != '\n' && body[*middle - 1] != '\r')
        --*middle;
    mdp_document_release(document);
    return true;
}

static void append(struct bench_versions *versions, const char *data, size_t size)
{
    memcpy(versions->text + versions->size, data, size);
    versions->size += size;
}

static void append_place(struct bench_versions *versions, size_t place)
{
    append(versions, "\n\n[", 3);
    append(versions, labels[place], strlen(labels[place]));
    append(versions, "]: /", 4);
    versions->digits[place] = versions->size;
    append(versions, "000000000000\n\n", DIGITS + 2);
}

static bool survives(const struct bench_versions *versions)
{
    char *copy = bench_versions_copy(versions);
    if (copy == NULL)
        return false;
    const mdp_document *document = NULL;
    bench_versions_number(versions, copy, 120304);
    bool good = mdp_parse(copy, versions->size, NULL, &document) == MDP_OK &&
                bench_version_glance(document) == 120304 && bench_version_walk(document) == 120304;
    mdp_document_release(document);
    free(copy);
    return good;
}

bool bench_versions_make(struct bench_versions *versions, const char *body, size_t size)
{
    size_t middle = 0;
    *versions = (struct bench_versions){.text = malloc(size + BENCH_VERSION_PLACES * 64)};
    if (versions->text == NULL || !find_middle(body, size, &middle))
        return bench_fail("out of memory", "");
    append_place(versions, 0);
    append(versions, body, middle);
    append_place(versions, 1);
    append(versions, body + middle, size - middle);
    append_place(versions, 2);
    return survives(versions) || bench_fail("this text has no room for definitions of our own", "");
}

void bench_versions_free(struct bench_versions *versions)
{
    free(versions->text);
    versions->text = NULL;
}

char *bench_versions_copy(const struct bench_versions *versions)
{
    char *copy = malloc(versions->size);
    if (copy != NULL)
        memcpy(copy, versions->text, versions->size);
    return copy;
}

void bench_versions_number(const struct bench_versions *versions, char *copy, uint64_t number)
{
    for (size_t place = 0; place < BENCH_VERSION_PLACES; place++) {
        uint64_t rest = number;
        for (size_t digit = DIGITS; digit-- > 0; rest /= 10)
            copy[versions->digits[place] + digit] = (char)('0' + rest % 10);
    }
}
