/* huge.c: sizes near 2^32, where a count in 32 bits would begin anew. Memory of that size is not needed: a text is a
 * megabyte that is mapped again and again, and so is what is written. It sees the parser's inner functions.
 *
 *     huge whole_texts      parses such texts too, for which 10 GB of memory must be free, and a minute */
#define _GNU_SOURCE
#include "check.h"

#include "line.h"
#include "link.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* `size` bytes, a multiple of the pattern's, that all are the same `unit` bytes of memory. NULL where that fails. */
static char *map_again(const char *unit, size_t unit_size, size_t size)
{
    int file = memfd_create("unit", 0);
    char *whole = mmap(NULL, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    bool mapped = file >= 0 && whole != MAP_FAILED && write(file, unit, unit_size) == (ssize_t)unit_size;
    for (size_t at = 0; mapped && at < size; at += unit_size)
        mapped = mmap(whole + at, unit_size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, file, 0) != MAP_FAILED;
    if (file >= 0)
        close(file);
    return mapped ? whole : NULL;
}

/* Repeats `period` in a unit whose size is a multiple of both it and a page. */
static char *make_unit(const char *period, size_t unit_size)
{
    size_t size = strlen(period);
    char *unit = malloc(unit_size);
    for (size_t at = 0; unit != NULL && at < unit_size; at++)
        unit[at] = period[at % size];
    return unit;
}

/* 2^30 tabs are 2^32 columns. */
static void columns(struct check *check)
{
    const size_t unit_size = (size_t)1 << 20, size = (size_t)1 << 30;
    char *unit = make_unit("\t", unit_size);
    char *text = unit != NULL ? map_again(unit, unit_size, size) : NULL;
    free(unit);
    if (!CHECK(check, text != NULL))
        return;
    struct line line = {.text = text, .end = (uint32_t)size, .next = (uint32_t)size};
    line_find_nonspace(&line);
    CHECK_SIZE(check, line.nonspace, size);
    CHECK_SIZE(check, line_indent(&line), (size_t)4 << 30);
    munmap(text, size);
}

/* Entities that are shorter than what they stand for: their text of less than 2^32 bytes becomes one of more. */
static void unescaping(struct check *check)
{
    const size_t unit_size = (size_t)5 << 20, count = 690, size = count * unit_size;
    const size_t wanted = size / 5 * 6, out_unit = (size_t)1 << 20;
    char *unit = make_unit("&nGt;", unit_size), *empty = calloc(1, out_unit);
    char *text = unit != NULL ? map_again(unit, unit_size, size) : NULL;
    char *out = empty != NULL ? map_again(empty, out_unit, (wanted / out_unit + 1) * out_unit) : NULL;
    free(unit);
    free(empty);
    if (!CHECK(check, text != NULL && out != NULL))
        return;
    CHECK(check, size <= UINT32_MAX && wanted > UINT32_MAX && wanted <= link_unescape_bound((uint32_t)size));
    CHECK_SIZE(check, link_unescape(text, (uint32_t)size, out), wanted);
    munmap(text, size);
    munmap(out, (wanted / out_unit + 1) * out_unit);
}

/* --------------------------------------------------------------------------------------------------- whole texts */

enum { PARAGRAPH = 1 << 20 }; /* with the two line ends behind it */

/* The size of the text at the edge, and whether it is too large. */
static const struct edge {
    size_t size;
    bool too_large;
} edges[] = {
    {((size_t)1 << 31) - 1, false}, {((size_t)1 << 31) + PARAGRAPH / 2, false},
    {MDP_TEXT_SIZE_MAX, false},     {MDP_TEXT_SIZE_MAX + 1, true},
    {(size_t)1 << 32, true},        {(size_t)5 << 30, true},
};

/* Each megabyte is a paragraph of its own; the last one may be cut. */
static void check_paragraphs(struct check *check, const mdp_document *document, size_t size)
{
    size_t begin = 0;
    mdp_node node = mdp_node_first_child(mdp_document_root(document));
    for (; !mdp_node_is_none(node) && check->complaints == 0; node = mdp_node_next_sibling(node)) {
        size_t whole = begin + PARAGRAPH - 2;
        CHECK(check, mdp_node_kind(node) == MDP_KIND_PARAGRAPH);
        CHECK_SIZE(check, mdp_node_span(node).begin, begin);
        CHECK_SIZE(check, mdp_node_span(node).end, whole < size ? whole : size);
        CHECK_SIZE(check, mdp_node_text(mdp_node_first_child(node)).size, (whole < size ? whole : size) - begin);
        begin += PARAGRAPH;
    }
    CHECK_SIZE(check, begin, (size + PARAGRAPH - 1) / PARAGRAPH * PARAGRAPH);
    CHECK_SIZE(check, mdp_document_size(document), size);
    CHECK_SIZE(check, mdp_document_position(document, size - 1).line, 2 * ((size - 1) / PARAGRAPH) + 1);
    CHECK_SIZE(check, mdp_document_position(document, size - 1).column, (size - 1) % PARAGRAPH + 1);
    CHECK_SIZE(check, mdp_document_offset(document, mdp_document_position(document, size - 1)), size - 1);
}

/* What is behind 2^31 is edited, and nothing can be appended that makes a text too large. */
static void check_edits(struct check *check, const mdp_document *document, const char *text, size_t size)
{
    const mdp_document *edited = NULL;
    mdp_edit edit = {.begin = size - PARAGRAPH / 4, .end = size - PARAGRAPH / 4, .text = "\n\n", .size = 2};
    if (CHECK(check, mdp_document_edit(document, &edit, 1, &edited) == MDP_OK)) {
        mdp_node node = mdp_document_node_at(edited, size);
        CHECK_SIZE(check, mdp_document_size(edited), size + 2);
        CHECK_SIZE(check, mdp_node_span(node).begin, edit.begin + 2);
    }
    mdp_document_release(edited);
    CHECK(check, mdp_document_append(document, text, MDP_TEXT_SIZE_MAX - size + 1, &edited) == MDP_ERR_LIMIT);
    CHECK(check, edited == NULL);
}

static void whole_texts(struct check *check)
{
    const size_t most = edges[sizeof edges / sizeof edges[0] - 1].size;
    char *unit = make_unit("a", PARAGRAPH);
    if (unit != NULL)
        unit[PARAGRAPH - 1] = unit[PARAGRAPH - 2] = '\n';
    char *text = unit != NULL ? map_again(unit, PARAGRAPH, most) : NULL;
    free(unit);
    if (!CHECK(check, text != NULL))
        return;
    for (size_t i = 0; i < sizeof edges / sizeof edges[0]; i++) {
        const mdp_document *document = NULL;
        mdp_status status = mdp_parse(text, edges[i].size, NULL, &document);
        CHECK_SIZE(check, status, edges[i].too_large ? MDP_ERR_LIMIT : MDP_OK);
        CHECK(check, (document != NULL) == (status == MDP_OK));
        if (document != NULL)
            check_paragraphs(check, document, edges[i].size);
        if (document != NULL && edges[i].size < (size_t)3 << 30)
            check_edits(check, document, text, edges[i].size);
        mdp_document_release(document);
    }
    munmap(text, most);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"columns", columns}, {"unescaping", unescaping}};
    static const struct check_case slow = {"whole_texts", whole_texts};
    struct check check;
    check_start(&check, argc, argv);
    for (size_t i = 0; i < CHECK_COUNT(cases); i++) {
        if (check_begin(&check, cases[i].name, NULL, 0)) {
            cases[i].run(&check);
            check_end(&check);
        }
    }
    if (check.choosing && check_begin(&check, slow.name, NULL, 0)) {
        slow.run(&check);
        check_end(&check);
    }
    return check_finish(&check);
}
