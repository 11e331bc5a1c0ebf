/* spans.c: mdp_node_span and mdp_document_node_at.
 *
 * Nobody wrote down the spans of these texts: what is checked are laws that every right span obeys. Spans nest and are
 * in order; inlines leave out nothing between them but what they may; each construct begins and ends with its own
 * delimiters; a text that lies in the source is the slice of its span; and node_at finds what a search through all
 * nodes finds. */
#include "samples.h"

#include <stdlib.h>

/* -------------------------------------------------------------------------------------------- bytes of the text */

static bool is_line_ending(char byte)
{
    return byte == '\n' || byte == '\r';
}

static bool is_indentation(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* How often `byte` stands at the begin of text[0, size). */
static size_t run_at_begin(const char *text, size_t size, char byte)
{
    size_t count = 0;
    while (count < size && text[count] == byte)
        count++;
    return count;
}

static size_t run_at_end(const char *text, size_t size, char byte)
{
    size_t count = 0;
    while (count < size && text[size - 1 - count] == byte)
        count++;
    return count;
}

/* Whether text[0, size) is `size` bytes of which the first and last are as given. */
static bool is_between(const char *text, size_t size, char first, char last)
{
    return size >= 2 && text[0] == first && text[size - 1] == last;
}

static bool is_one_line_ending(const char *text, size_t size)
{
    return (size == 1 && is_line_ending(text[0])) || (size == 2 && text[0] == '\r' && text[1] == '\n');
}

/* --------------------------------------------------------------------------------------------------- delimiters */

static bool has_code_span_delimiters(const char *text, size_t size)
{
    size_t opening = run_at_begin(text, size, '`');
    return opening >= 1 && size > 2 * opening && run_at_end(text, size, '`') == opening;
}

static bool has_link_delimiters(const char *text, size_t size, mdp_link_form form)
{
    if (form == MDP_LINK_AUTO)
        return is_between(text, size, '<', '>') && size >= 3;
    if (form == MDP_LINK_EXTENDED)
        return size >= 5;
    if (form == MDP_LINK_INLINE)
        return is_between(text, size, '[', ')') && size >= 4;
    if (form == MDP_LINK_COLLAPSED)
        return is_between(text, size, '[', ']') && size >= 5 && text[size - 2] == '[';
    return is_between(text, size, '[', ']') && size >= 3;
}

/* Blanks, a line ending; tabs among the blanks, which print nothing there, as in cmark. */
static bool has_soft_break_shape(const char *text, size_t size)
{
    size_t blanks = 0;
    while (blanks < size && is_indentation(text[blanks]))
        blanks++;
    return is_one_line_ending(text + blanks, size - blanks);
}

/* A backslash or two spaces right before the line ending. */
static bool has_hard_break_shape(const char *text, size_t size)
{
    size_t ending = size >= 2 && text[size - 2] == '\r' && text[size - 1] == '\n' ? 2 : 1;
    if (size > 0 && text[0] == '\\')
        return is_one_line_ending(text + 1, size - 1);
    return has_soft_break_shape(text, size) && run_at_end(text, size - ending, ' ') >= 2;
}

static bool has_inline_delimiters(mdp_node node, const char *text, size_t size)
{
    switch (mdp_node_kind(node)) {
    case MDP_KIND_TEXT:
        return size > 0;
    case MDP_KIND_SOFT_BREAK:
        return has_soft_break_shape(text, size);
    case MDP_KIND_HARD_BREAK:
        return has_hard_break_shape(text, size);
    case MDP_KIND_CODE_SPAN:
        return has_code_span_delimiters(text, size);
    case MDP_KIND_RAW_HTML:
        return is_between(text, size, '<', '>') && size >= 3;
    case MDP_KIND_EMPHASIS:
        return (is_between(text, size, '*', '*') || is_between(text, size, '_', '_')) && size >= 3;
    case MDP_KIND_STRONG:
        return size >= 5 && ((memcmp(text, "**", 2) == 0 && memcmp(text + size - 2, "**", 2) == 0) ||
                             (memcmp(text, "__", 2) == 0 && memcmp(text + size - 2, "__", 2) == 0));
    case MDP_KIND_STRIKETHROUGH:
        return is_between(text, size, '~', '~') && size >= 3 && (text[1] == '~') == (text[size - 2] == '~');
    case MDP_KIND_LINK:
        return has_link_delimiters(text, size, mdp_node_link_form(node));
    case MDP_KIND_FOOTNOTE_REFERENCE:
        return size >= 4 && is_between(text, size, '[', ']') && text[1] == '^';
    case MDP_KIND_IMAGE:
        return size >= 1 && text[0] == '!' && has_link_delimiters(text + 1, size - 1, mdp_node_link_form(node));
    default:
        return false;
    }
}

/* Whether a block begins behind its indentation: with no white space, but for what is an indented code block's own, and
 * the tab of which a part is. */
static bool begins_with_content(mdp_node node, const char *text)
{
    if (mdp_node_kind(node) != MDP_KIND_CODE_BLOCK || mdp_node_code_fenced(node))
        return !is_indentation(text[0]);
    char first = mdp_node_text(node).data[0];
    return first == text[0] || (first == ' ' && text[0] == '\t') || !is_indentation(first);
}

/* What the first byte of a block may be. */
static bool has_block_begin(mdp_node node, const char *text, size_t size)
{
    char first = size > 0 ? text[0] : '\0';
    switch (mdp_node_kind(node)) {
    case MDP_KIND_BLOCK_QUOTE:
    case MDP_KIND_ALERT:
        return first == '>';
    case MDP_KIND_LIST:
    case MDP_KIND_LIST_ITEM:
        return size > 0 && (first == '-' || first == '+' || first == '*' || (first >= '0' && first <= '9'));
    case MDP_KIND_CODE_BLOCK:
        return !mdp_node_code_fenced(node)
                   ? size > 0
                   : (size >= 3 && (first == '`' || first == '~') && text[1] == first && text[2] == first);
    case MDP_KIND_HTML_BLOCK:
        return first == '<';
    case MDP_KIND_HEADING:
        return mdp_node_heading_setext(node) ? size >= 3
                                             : run_at_begin(text, size, '#') == mdp_node_heading_level(node);
    case MDP_KIND_THEMATIC_BREAK:
        return size >= 3 && (first == '*' || first == '-' || first == '_');
    case MDP_KIND_DEFINITION:
        return first == '[' && size >= 5;
    case MDP_KIND_FOOTNOTE_DEFINITION:
        return size >= 5 && memcmp(text, "[^", 2) == 0;
    case MDP_KIND_PARAGRAPH:
    case MDP_KIND_TABLE:
    case MDP_KIND_TABLE_ROW:
        return size > 0;
    default:
        return false;
    }
}

/* ------------------------------------------------------------------------------------------------------- checks */

/* Neither white space nor pipes around it, but for a pipe that is escaped. */
static bool has_cell_shape(const char *text, size_t size)
{
    bool pipe = text[size - 1] == '|' && (size < 2 || text[size - 2] != '\\');
    return !is_indentation(text[0]) && !is_indentation(text[size - 1]) && text[0] != '|' && !pipe &&
           !memchr(text, '\n', size) && !memchr(text, '\r', size);
}

static void check_delimiters(struct check *check, const struct sample *sample, mdp_node node, mdp_span span)
{
    const char *text = sample->text + span.begin;
    size_t size = span.end - span.begin;
    mdp_kind kind = mdp_node_kind(node);
    if (kind == MDP_KIND_DOCUMENT) {
        CHECK(check, span.begin == 0 && span.end == sample->size);
    } else if (kind == MDP_KIND_TABLE_CELL) {
        CHECK(check, size == 0 || has_cell_shape(text, size));
    } else if (kind >= MDP_KIND_TEXT) {
        CHECK(check, has_inline_delimiters(node, text, size));
    } else {
        CHECK(check, has_block_begin(node, text, size));
        CHECK(check, size > 0 && begins_with_content(node, text) && !is_line_ending(text[0]));
        CHECK(check, span.end == sample->size || is_line_ending(sample->text[span.end]));
    }
}

static bool is_in_cell(mdp_node node)
{
    while (mdp_node_kind(node) >= MDP_KIND_TEXT)
        node = mdp_node_parent(node);
    return mdp_node_kind(node) == MDP_KIND_TABLE_CELL;
}

/* Whether text[0, size) may stand between an inline of kind `before` and the one behind it: the backslash of an escape;
 * in a cell also that of the pipe behind it, with which the next one begins, and which is taken away first (GFM 4.10);
 * and where a line begins what is in front of its content, in which a paragraph has no markers but those of quotes. */
static bool has_gap_shape(const char *text, size_t size, mdp_kind before, mdp_node parent)
{
    if (size == 2 && memcmp(text, "\\\\|", 3) == 0 && is_in_cell(parent))
        return true;
    if (size > 0 && text[size - 1] == '\\')
        size--;
    if (before != MDP_KIND_SOFT_BREAK && before != MDP_KIND_HARD_BREAK)
        return size == 0;
    while (size > 0 && (is_indentation(text[size - 1]) || text[size - 1] == '>'))
        size--;
    return size == 0;
}

/* Children lie in their parent, in order, without overlap, and inlines without gaps but those that may be. */
static void check_children(struct check *check, const struct sample *sample, mdp_node parent, mdp_span span)
{
    size_t reached = span.begin;
    mdp_kind before = MDP_KIND_NONE;
    mdp_node child = mdp_node_first_child(parent);
    for (; !mdp_node_is_none(child); child = mdp_node_next_sibling(child)) {
        mdp_span inner = mdp_node_span(child);
        if (!CHECK(check, inner.begin >= reached && inner.begin <= inner.end && inner.end <= span.end))
            return;
        if (before >= MDP_KIND_TEXT)
            CHECK(check, has_gap_shape(sample->text + reached, inner.begin - reached, before, parent));
        reached = inner.end;
        before = mdp_node_kind(child);
    }
}

/* A text that was not copied into the document's strings, but is a piece of the source, is the piece that it spans. */
static void check_slice(struct check *check, const mdp_document *document, const struct sample *sample, mdp_node node,
                        mdp_span span)
{
    mdp_string string = mdp_node_text(node), piece = mdp_document_piece(document, span.begin);
    uintptr_t at = (uintptr_t)string.data, begin = (uintptr_t)piece.data;
    bool inside = at >= begin - span.begin && at + string.size <= begin + piece.size && string.size > 0;
    if (mdp_node_kind(node) == MDP_KIND_TEXT && inside) {
        CHECK_SIZE(check, span.begin + (size_t)(at - begin), span.begin);
        CHECK_SIZE(check, string.size, span.end - span.begin);
        CHECK(check, memcmp(string.data, sample->text + span.begin, string.size) == 0);
    }
}

static void check_spans(struct check *check, const struct sample *sample, const mdp_document *document)
{
    if (document == NULL)
        return;
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker) && check->complaints == 0) {
        mdp_span span = mdp_node_span(walker.node);
        if (!walker.entering || !CHECK(check, span.begin <= span.end && span.end <= sample->size))
            continue;
        check_delimiters(check, sample, walker.node, span);
        check_children(check, sample, walker.node, span);
        check_slice(check, document, sample, walker.node, span);
        if (check->complaints > 0)
            printf("  node:   %s [%zu, %zu)\n", mdp_kind_name(walker.kind), span.begin, span.end);
    }
    mdp_document_release(document);
}

static void spans(struct check *check, const struct sample *sample)
{
    check_spans(check, sample, sample_parse(check, sample));
}

static void smart_spans(struct check *check, const struct sample *sample)
{
    check_spans(check, sample, sample_parse_with(check, sample, MDP_PARSE_SMART));
}

/* For each byte the last node in document order whose span holds it: spans nest, so that is the deepest. */
static void node_at(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample_parse(check, sample);
    mdp_node *deepest = malloc((sample->size + 1) * sizeof *deepest);
    if (document == NULL || !CHECK(check, deepest != NULL))
        return;
    mdp_node root = mdp_document_root(document);
    for (size_t offset = 0; offset <= sample->size; offset++)
        deepest[offset] = root;
    mdp_walker walker = mdp_walk(root);
    while (mdp_walker_next(&walker)) {
        mdp_span span = mdp_node_span(walker.node);
        for (size_t offset = span.begin; walker.entering && offset < span.end && offset < sample->size; offset++)
            deepest[offset] = walker.node;
    }
    for (size_t offset = 0; offset <= sample->size; offset++) {
        mdp_node found = mdp_document_node_at(document, offset);
        if (!CHECK(check, mdp_node_equal(found, deepest[offset]))) {
            printf("  offset: %zu, wanted %s, came %s\n", offset, mdp_kind_name(mdp_node_kind(deepest[offset])),
                   mdp_kind_name(mdp_node_kind(found)));
            break;
        }
    }
    CHECK(check, mdp_node_equal(mdp_document_node_at(document, SIZE_MAX), root));
    free(deepest);
    mdp_document_release(document);
}

/* ---------------------------------------------------------------------------------------- spans written down */

/* The spans that the header's own comment names. */
static void header_examples(struct check *check)
{
    static const struct {
        const char *text;
        mdp_kind kind;
        size_t begin;
        size_t end;
    } examples[] = {
        {"a ``b` `` c", MDP_KIND_CODE_SPAN, 2, 9},
        {"a [b](c \"d\") e", MDP_KIND_LINK, 2, 12},
        {"a <bc:d> e", MDP_KIND_LINK, 2, 8},
        {"a ![b][] c\n\n[b]: d", MDP_KIND_IMAGE, 2, 8},
        {"a\n\n  ## b ##  \n", MDP_KIND_HEADING, 5, 14},
        {"a\nb\n===  \nc", MDP_KIND_HEADING, 0, 9},
        {"> ~~~ a\n> b\n> ~~~\n\nc", MDP_KIND_CODE_BLOCK, 2, 17},
        {"- a\n\n      b\n    c\n", MDP_KIND_PARAGRAPH, 2, 3},
        {"a\n\n    b\n\n     c\n\nd", MDP_KIND_CODE_BLOCK, 7, 16},
        {"a  \r\nb", MDP_KIND_HARD_BREAK, 1, 5},
        {"a\\\nb", MDP_KIND_HARD_BREAK, 1, 3},
        {"a \nb", MDP_KIND_SOFT_BREAK, 1, 3},
        {"a\n\n-  \n\nb", MDP_KIND_LIST_ITEM, 3, 6},
        {"[a]: /b 'c' \nd", MDP_KIND_DEFINITION, 0, 12},
        {"a **b *c*** d", MDP_KIND_STRONG, 2, 11},
        {"a **b *c*** d", MDP_KIND_EMPHASIS, 6, 9},
        {"\xEF\xBB\xBF*a*", MDP_KIND_EMPHASIS, 3, 6},
        {"a\n\n> b\nc\n\nd", MDP_KIND_BLOCK_QUOTE, 3, 8},
        {" [a]:\n b\n 'c'\nd", MDP_KIND_DEFINITION, 1, 13},
    };
    for (size_t i = 0; i < CHECK_COUNT(examples) && check->complaints == 0; i++) {
        const mdp_document *document = NULL;
        check->input = examples[i].text;
        check->input_size = strlen(examples[i].text);
        if (!CHECK(check, mdp_parse(examples[i].text, check->input_size, NULL, &document) == MDP_OK))
            return;
        mdp_walker walker = mdp_walk(mdp_document_root(document));
        while (mdp_walker_next(&walker) && walker.kind != examples[i].kind) {
        }
        CHECK(check, walker.kind == examples[i].kind);
        CHECK_SIZE(check, mdp_node_span(walker.node).begin, examples[i].begin);
        CHECK_SIZE(check, mdp_node_span(walker.node).end, examples[i].end);
        mdp_document_release(document);
    }
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"header_examples", header_examples}};
    static const struct property properties[] = {{"spans", spans}, {"smart_spans", smart_spans}, {"node_at", node_at}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
