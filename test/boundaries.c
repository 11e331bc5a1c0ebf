/* boundaries.c: at the start of a top-level block the parser has no memory, so that a document can be cut there.
 *
 * The pieces of a document (mdp_document_piece) are its chunks, and each but the first begins at such a line, a
 * boundary. For each boundary: the text behind it, parsed alone, has the blocks that the whole text has from there on;
 * and the text before it, parsed alone, has those that the whole text has up to there. Only inlines may differ, because
 * a definition on one side of the cut is missing on the other.
 *
 * A chunk is thousands of bytes long, and the samples are short. So each sample is put behind a paragraph whose length
 * makes a boundary of just the block that is to be one, for each of its top-level blocks in turn. */
#include "samples.h"

#include <stdint.h>
#include <stdlib.h>

/* ------------------------------------------------------------------------------------------------------ comparing */

static bool same_string(mdp_string a, mdp_string b)
{
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

/* Whether two blocks tell the same; b's span is moved by `shift`. */
static bool same_block(mdp_node a, mdp_node b, size_t shift)
{
    mdp_span span = mdp_node_span(a), other = mdp_node_span(b);
    if (mdp_node_kind(a) != mdp_node_kind(b) || span.begin != other.begin + shift || span.end != other.end + shift ||
        mdp_node_heading_level(a) != mdp_node_heading_level(b) ||
        mdp_node_heading_setext(a) != mdp_node_heading_setext(b) ||
        mdp_node_list_ordered(a) != mdp_node_list_ordered(b) || mdp_node_list_start(a) != mdp_node_list_start(b) ||
        mdp_node_list_tight(a) != mdp_node_list_tight(b) || mdp_node_list_marker(a) != mdp_node_list_marker(b) ||
        mdp_node_alert(a) != mdp_node_alert(b) || mdp_node_code_fenced(a) != mdp_node_code_fenced(b))
        return false;
    return same_string(mdp_node_text(a), mdp_node_text(b)) &&
           same_string(mdp_node_code_info(a), mdp_node_code_info(b)) &&
           same_string(mdp_node_label(a), mdp_node_label(b)) &&
           same_string(mdp_node_destination(a), mdp_node_destination(b)) &&
           same_string(mdp_node_title(a), mdp_node_title(b));
}

/* Whether two top-level blocks and the blocks in them tell the same. */
static bool same_tree(mdp_node a, mdp_node b, size_t shift)
{
    mdp_walker first = mdp_walk(a), second = mdp_walk(b);
    bool more = true;
    while (more) {
        more = mdp_walker_next(&first);
        if (mdp_walker_next(&second) != more || first.entering != second.entering)
            return false;
        if (!first.entering)
            continue;
        if (!same_block(first.node, second.node, shift))
            return false;
        if (first.kind == MDP_KIND_PARAGRAPH || first.kind == MDP_KIND_HEADING || first.kind == MDP_KIND_TABLE_CELL) {
            mdp_walker_skip_children(&first);
            mdp_walker_skip_children(&second);
        }
    }
    return true;
}

/* Whether the blocks from `a` on that begin before `end` are those from `b` on, all of them. */
static bool same_blocks(mdp_node a, size_t end, mdp_node b, size_t shift)
{
    while (!mdp_node_is_none(a) && mdp_node_span(a).begin < end && !mdp_node_is_none(b)) {
        if (!same_tree(a, b, shift))
            return false;
        a = mdp_node_next_sibling(a);
        b = mdp_node_next_sibling(b);
    }
    return (mdp_node_is_none(a) || mdp_node_span(a).begin >= end) && mdp_node_is_none(b);
}

/* ------------------------------------------------------------------------------------------------------ the cuts */

static mdp_node first_block(const mdp_document *document)
{
    return mdp_node_first_child(mdp_document_root(document));
}

static mdp_node first_block_from(const mdp_document *document, size_t offset)
{
    mdp_node node = first_block(document);
    while (!mdp_node_is_none(node) && mdp_node_span(node).begin < offset)
        node = mdp_node_next_sibling(node);
    return node;
}

static void check_head(struct check *check, const mdp_document *whole, const char *text, size_t boundary,
                       const mdp_options *options)
{
    const mdp_document *head = NULL;
    if (!CHECK(check, mdp_parse(text, boundary, options, &head) == MDP_OK))
        return;
    if (!CHECK(check, same_blocks(first_block(whole), boundary, first_block(head), 0)))
        printf("  blocks before byte %zu differ from those of that part alone\n", boundary);
    mdp_document_release(head);
}

/* The tail stands behind an empty line, because at the start of a text a byte order mark would be none of it. */
static void check_tail(struct check *check, const mdp_document *whole, const char *text, size_t size, size_t boundary,
                       const mdp_options *options)
{
    char *alone = malloc(size - boundary + 1);
    const mdp_document *tail = NULL;
    if (!CHECK(check, alone != NULL))
        return;
    alone[0] = '\n';
    memcpy(alone + 1, text + boundary, size - boundary);
    if (CHECK(check, mdp_parse(alone, size - boundary + 1, options, &tail) == MDP_OK) &&
        !CHECK(check, same_blocks(first_block_from(whole, boundary), size, first_block(tail), boundary - 1)))
        printf("  blocks from byte %zu on differ from those of that part alone\n", boundary);
    mdp_document_release(tail);
    free(alone);
}

/* Cuts the text at each of its boundaries. Returns how many there are. */
static size_t check_boundaries(struct check *check, const char *text, size_t size, const mdp_options *options)
{
    const mdp_document *whole = NULL;
    size_t count = 0;
    if (!CHECK(check, mdp_parse(text, size, options, &whole) == MDP_OK))
        return 0;
    for (size_t at = mdp_document_piece(whole, 0).size; at < size; at += mdp_document_piece(whole, at).size) {
        check_head(check, whole, text, at, options);
        check_tail(check, whole, text, size, at, options);
        count++;
    }
    mdp_document_release(whole);
    return count;
}

/* --------------------------------------------------------------------------------------------- the paragraph before */

/* How much text is in a chunk before another begins: of headings of two bytes each, the first piece. */
static size_t chunk_size(struct check *check)
{
    enum { HEADINGS = 1 << 14 };
    char *text = malloc(2 * HEADINGS);
    const mdp_document *document = NULL;
    if (!CHECK(check, text != NULL))
        return 0;
    for (size_t i = 0; i < HEADINGS; i++)
        memcpy(text + 2 * i, "#\n", 2);
    CHECK(check, mdp_parse(text, 2 * HEADINGS, NULL, &document) == MDP_OK);
    size_t size = mdp_document_piece(document, 0).size;
    mdp_document_release(document);
    free(text);
    return size;
}

static size_t line_begin(const struct sample *sample, size_t at)
{
    while (at > 0 && sample->text[at - 1] != '\n' && sample->text[at - 1] != '\r')
        at--;
    return at;
}

/* Cuts the sample, behind a paragraph, at the top-level block that begins in the line at `begin`, if it is one that
 * makes a boundary; otherwise at one behind it. Returns how many boundaries there are. */
static size_t check_behind(struct check *check, const struct sample *sample, size_t before)
{
    char *text = malloc(before + sample->size);
    if (!CHECK(check, text != NULL))
        return 0;
    memset(text, 'a', before);
    memcpy(text + before - 2, "\n\n", 2);
    memcpy(text + before, sample->text, sample->size);
    mdp_options options = sample_options(sample);
    size_t count = check_boundaries(check, text, before + sample->size, &options);
    free(text);
    return count;
}

/* A large sample has boundaries of its own, and too many blocks to make one of each. */
static void cuts(struct check *check, const struct sample *sample)
{
    size_t chunk = chunk_size(check);
    mdp_options options = sample_options(sample);
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    if (sample->size >= chunk)
        check_boundaries(check, sample->text, sample->size, &options);
    mdp_node node = sample->size < chunk ? first_block(document) : (mdp_node){0};
    for (; !mdp_node_is_none(node) && check->complaints == 0; node = mdp_node_next_sibling(node))
        check_behind(check, sample, chunk - line_begin(sample, mdp_node_span(node).begin));
    mdp_document_release(document);
}

/* That the paragraph before does what it is for: of each block of these a boundary is made. */
static void makes_boundaries(struct check *check)
{
    static const char text[] = "# a\nb\n***\n- c\n\n  d\n\n> e\n```\nf\n```\n<div>\n\n[g]: h\n\ni\n";
    const struct sample sample = {.text = (char *)(uintptr_t)text, .size = sizeof text - 1};
    const mdp_document *document = sample_parse(check, &sample);
    size_t chunk = chunk_size(check), blocks = 0, made = 0;
    for (mdp_node node = first_block(document); !mdp_node_is_none(node); node = mdp_node_next_sibling(node), blocks++)
        made += check_behind(check, &sample, chunk - mdp_node_span(node).begin) == 1;
    CHECK_SIZE(check, blocks, 9);
    CHECK_SIZE(check, made, blocks);
    mdp_document_release(document);
}

/* Lines that look like a boundary and are none, and the other way round. */
static void odd_boundaries(struct check *check)
{
    static const char *const texts[] = {
        "[a]: b\n---\n# c\n", /* "---" is a paragraph here: a setext underline without a text */
        "[a]: b\n-\n# c\n",
        "[a]: b\n===\n---\n",
        "> [a]: b\n---\n# c\n",
        "[a]: b\n    c\n# d\n",
        "[a]: b\n'c\n# d\n",
        "[a]:\n# b\n",
        "a\n    # b\n2. c\n1. d\n",
        "- a\n# b\n- c\n\n\n- d\n",
        "- a\n+ b\n* c\n***\n1. d\n1) e\n",
        "> a\nb\n> c\n# d\n> e\n\n> f\n",
        "> ```\n# a\n```\n# b\n```\n# c\n",
        "<!-- a\n# b\n-->\n# c\n<div>\n# d\n\n# e\n",
        "    a\n\n    b\nc\n    d\n# e\n    f\n",
        "a\n<b>\n\n<b>\n# c\n",
    };
    size_t chunk = chunk_size(check);
    for (size_t i = 0; i < CHECK_COUNT(texts) && check->complaints == 0; i++) {
        struct sample sample = {.text = (char *)(uintptr_t)texts[i], .size = strlen(texts[i])};
        check->input = sample.text;
        check->input_size = sample.size;
        for (size_t begin = 0; begin < sample.size; begin++)
            if (line_begin(&sample, begin) == begin)
                check_behind(check, &sample, chunk - begin);
    }
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"makes_boundaries", makes_boundaries},
                                              {"odd_boundaries", odd_boundaries}};
    static const struct property properties[] = {{"cuts", cuts}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
