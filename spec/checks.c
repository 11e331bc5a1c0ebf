/* checks.c: see checks.h. */
#include "checks.h"

#include <string.h>

struct check {
    const mdp_document *document;
    const char *text;
    size_t size;
    FILE *report;
    size_t found; /* nodes that were looked for by their offset */
    bool failed;
};

/* Reports the first broken promise only: the others mostly follow from it. */
static bool require(struct check *check, bool holds, mdp_node node, const char *promise)
{
    if (!holds && !check->failed) {
        check->failed = true;
        mdp_span span = mdp_node_span(node);
        if (check->report != NULL)
            fprintf(check->report, "  broken promise: %s\n    at: %s [%zu, %zu)\n", promise,
                    mdp_kind_name(mdp_node_kind(node)), span.begin, span.end);
    }
    return holds;
}

/* ---------------------------------------------------------------------------------------------------- strings */

/* The length of the UTF-8 sequence at `at`, 0 if there is none: no surrogates, nothing overlong, at most U+10FFFF. */
static size_t utf8_length(const unsigned char *at, size_t left)
{
    if (at[0] < 0x80)
        return 1;
    size_t length = at[0] >= 0xC2 && at[0] <= 0xDF   ? 2
                    : (at[0] & 0xF0) == 0xE0         ? 3
                    : at[0] >= 0xF0 && at[0] <= 0xF4 ? 4
                                                     : 0;
    if (length == 0 || length > left)
        return 0;
    unsigned char low = at[0] == 0xE0 ? 0xA0 : at[0] == 0xF0 ? 0x90 : 0x80;
    unsigned char high = at[0] == 0xED ? 0x9F : at[0] == 0xF4 ? 0x8F : 0xBF;
    if (at[1] < low || at[1] > high)
        return 0;
    for (size_t i = 2; i < length; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    return length;
}

static bool is_utf8_without_nul(const char *data, size_t size)
{
    const unsigned char *bytes = (const unsigned char *)data;
    for (size_t i = 0; i < size;) {
        size_t length = utf8_length(bytes + i, size - i);
        if (length == 0 || bytes[i] == 0)
            return false;
        i += length;
    }
    return true;
}

static void check_string(struct check *check, mdp_node node, mdp_string string, bool may_have, const char *promise)
{
    require(check, string.data != NULL, node, "a string's data is never NULL");
    require(check, string.data == NULL || is_utf8_without_nul(string.data, string.size), node,
            "strings are valid UTF-8 without NUL");
    require(check, may_have || string.size == 0, node, promise);
}

/* -------------------------------------------------------------------------------------------------- accessors */

static void check_accessors(struct check *check, mdp_node node)
{
    mdp_kind kind = mdp_node_kind(node);
    mdp_link_form form = mdp_node_link_form(node);
    bool is_link = kind == MDP_KIND_LINK || kind == MDP_KIND_IMAGE;
    bool is_reference = form == MDP_LINK_FULL || form == MDP_LINK_COLLAPSED || form == MDP_LINK_SHORTCUT;
    bool has_target = is_link || kind == MDP_KIND_DEFINITION;
    bool has_text = kind == MDP_KIND_TEXT || kind == MDP_KIND_CODE_SPAN || kind == MDP_KIND_RAW_HTML ||
                    kind == MDP_KIND_CODE_BLOCK || kind == MDP_KIND_HTML_BLOCK;

    check_string(check, node, mdp_node_text(node), has_text, "only some kinds have text");
    check_string(check, node, mdp_node_code_info(node), mdp_node_code_fenced(node),
                 "only fenced code has an info string");
    check_string(check, node, mdp_node_destination(node), has_target, "only links and definitions have a destination");
    check_string(check, node, mdp_node_title(node), has_target, "only links and definitions have a title");
    bool is_footnote = kind == MDP_KIND_FOOTNOTE_DEFINITION || kind == MDP_KIND_FOOTNOTE_REFERENCE;
    check_string(check, node, mdp_node_label(node), is_reference || is_footnote || kind == MDP_KIND_DEFINITION,
                 "only references and definitions have a label");

    unsigned level = mdp_node_heading_level(node);
    require(check, kind == MDP_KIND_HEADING ? level >= 1 && level <= 6 : level == 0, node,
            "headings have levels 1 to 6");
    require(check, !mdp_node_heading_setext(node) || (kind == MDP_KIND_HEADING && level <= 2), node,
            "underlined headings have level 1 or 2");
    require(check, kind == MDP_KIND_CODE_BLOCK || !mdp_node_code_fenced(node), node, "only code blocks are fenced");
    require(check, is_link == (form != MDP_LINK_NONE), node, "links and images, and no others, have a form");

    char marker = mdp_node_list_marker(node);
    bool ordered = mdp_node_list_ordered(node);
    const char *markers = kind != MDP_KIND_LIST ? "" : ordered ? ".)" : "-+*";
    require(check, (marker == '\0' && kind != MDP_KIND_LIST) || (marker != '\0' && strchr(markers, marker) != NULL),
            node, "lists, and no others, have the marker of their kind");
    require(check, mdp_node_list_start(node) <= (ordered ? 999999999u : 0u), node, "list numbers have nine digits");
}

/* Each row has at most as many cells as its table has columns, the header just as many, and the cells of a column are
 * aligned alike. Cost: linear in the cells. */
static void check_table(struct check *check, mdp_node table)
{
    uint32_t columns = mdp_node_table_columns(table);
    require(check, (mdp_node_kind(table) == MDP_KIND_TABLE) == (columns > 0), table, "tables alone have columns");
    mdp_node header = mdp_node_kind(table) == MDP_KIND_TABLE ? mdp_node_first_child(table) : (mdp_node){0};
    for (mdp_node row = header; !mdp_node_is_none(row) && !check->failed; row = mdp_node_next_sibling(row)) {
        uint32_t cells = 0;
        mdp_node above = mdp_node_first_child(header), cell = mdp_node_first_child(row);
        for (; !mdp_node_is_none(cell) && cells <= columns; cell = mdp_node_next_sibling(cell), cells++) {
            require(check, mdp_node_cell_align(cell) == mdp_node_cell_align(above), cell, "a column is aligned alike");
            above = mdp_node_next_sibling(above);
        }
        require(check, cells <= columns && (cells == columns || !mdp_node_row_header(row)), row,
                "a row has the columns of its table");
        require(check, mdp_node_row_header(row) == mdp_node_equal(row, header), row, "the first row is the header");
    }
}

/* A marker is spelt as its alert's title, and stands behind what begins a quote. */
static void check_alert(struct check *check, mdp_node node)
{
    mdp_alert alert = mdp_node_alert(node);
    mdp_span span = mdp_node_span(node), marker = mdp_node_alert_marker(node);
    const char *title = mdp_alert_title(alert);
    size_t size = strlen(title);
    require(check, (mdp_node_kind(node) == MDP_KIND_ALERT) == (alert != MDP_ALERT_NONE), node, "alerts alone warn");
    if (alert == MDP_ALERT_NONE) {
        require(check, marker.begin == 0 && marker.end == 0 && size == 0, node, "alerts alone have a marker");
        return;
    }
    if (!require(check, marker.begin > span.begin && marker.end < span.end && marker.end - marker.begin == size + 3,
                 node, "a marker lies in its alert"))
        return;
    const char *at = check->text + marker.begin;
    bool same = at[0] == '[' && at[1] == '!' && at[size + 2] == ']';
    for (size_t i = 0; i < size; i++)
        same = same && (at[i + 2] | 0x20) == (title[i] | 0x20);
    require(check, same, node, "a marker says what its alert is");
    require(check, mdp_node_is_none(mdp_node_parent(mdp_node_parent(node))), node, "alerts stand at the top level");
}

static void check_footnote(struct check *check, mdp_node reference)
{
    mdp_node definition = mdp_node_definition(reference);
    mdp_string label = mdp_node_label(reference);
    require(check, mdp_node_kind(definition) == MDP_KIND_FOOTNOTE_DEFINITION, reference,
            "a footnote's references have a definition");
    require(check, mdp_node_equal(mdp_document_footnote(check->document, label.data, label.size), definition),
            reference, "a footnote's label finds its definition");
}

static void check_definition(struct check *check, mdp_node node)
{
    mdp_link_form form = mdp_node_link_form(node);
    mdp_node definition = mdp_node_definition(node);
    if (mdp_node_kind(node) == MDP_KIND_FOOTNOTE_REFERENCE) {
        check_footnote(check, node);
        return;
    }
    if (form != MDP_LINK_FULL && form != MDP_LINK_COLLAPSED && form != MDP_LINK_SHORTCUT) {
        require(check, mdp_node_is_none(definition), node, "only references have a definition");
        return;
    }
    if (!require(check, mdp_node_kind(definition) == MDP_KIND_DEFINITION, node, "references have a definition"))
        return;
    mdp_string label = mdp_node_label(node);
    mdp_string a = mdp_node_destination(node);
    mdp_string b = mdp_node_destination(definition);
    require(check, a.size == b.size && memcmp(a.data, b.data, a.size) == 0, node,
            "a reference leads where its definition leads");
    require(check, mdp_node_equal(mdp_document_definition(check->document, label.data, label.size), definition), node,
            "a label finds its definition");
}

/* ------------------------------------------------------------------------------------------------------ spans */

static bool begins_with(struct check *check, mdp_span span, const char *set)
{
    return span.begin < span.end && strchr(set, check->text[span.begin]) != NULL && check->text[span.begin] != '\0';
}

static bool ends_with(struct check *check, mdp_span span, const char *set)
{
    return span.begin < span.end && strchr(set, check->text[span.end - 1]) != NULL && check->text[span.end - 1] != '\0';
}

/* A cell has neither white space nor pipes around it, but for a pipe that is escaped. */
static bool cell_delimiters_hold(struct check *check, mdp_span span)
{
    bool escaped = span.end - span.begin >= 2 && check->text[span.end - 2] == '\\';
    return span.begin == span.end || (!begins_with(check, span, " \t|\r\n") && !ends_with(check, span, " \t\r\n") &&
                                      (escaped || !ends_with(check, span, "|")));
}

static bool block_delimiters_hold(struct check *check, mdp_node node, mdp_span span)
{
    switch (mdp_node_kind(node)) {
    case MDP_KIND_DOCUMENT:
        return span.begin == 0 && span.end == check->size;
    case MDP_KIND_BLOCK_QUOTE:
    case MDP_KIND_ALERT:
        return begins_with(check, span, ">");
    case MDP_KIND_LIST:
    case MDP_KIND_LIST_ITEM:
        return begins_with(check, span, "-+*0123456789");
    case MDP_KIND_CODE_BLOCK:
        return !mdp_node_code_fenced(node) || begins_with(check, span, "`~");
    case MDP_KIND_HTML_BLOCK:
        return begins_with(check, span, "<");
    case MDP_KIND_HEADING:
        return mdp_node_heading_setext(node) || begins_with(check, span, "#");
    case MDP_KIND_THEMATIC_BREAK:
        return begins_with(check, span, "-*_") && ends_with(check, span, "-*_ \t");
    case MDP_KIND_DEFINITION:
    case MDP_KIND_FOOTNOTE_DEFINITION:
        return begins_with(check, span, "[");
    case MDP_KIND_TABLE_CELL:
        return cell_delimiters_hold(check, span);
    default:
        return true;
    }
}

/* An address is all of its link's span, and does not end as a sentence does. */
static bool extended_delimiters_hold(struct check *check, mdp_node node, mdp_span span)
{
    mdp_node child = mdp_node_first_child(node);
    mdp_span inner = mdp_node_span(child);
    return inner.begin == span.begin && inner.end == span.end && !ends_with(check, span, " \t\r\n?!.,:*_~'\"") &&
           mdp_node_destination(node).size >= mdp_node_text(child).size;
}

static bool inline_delimiters_hold(struct check *check, mdp_node node, mdp_span span)
{
    mdp_link_form form = mdp_node_link_form(node);
    switch (mdp_node_kind(node)) {
    case MDP_KIND_CODE_SPAN:
        return span.end - span.begin >= 3 && begins_with(check, span, "`") && ends_with(check, span, "`");
    case MDP_KIND_RAW_HTML:
        return begins_with(check, span, "<") && ends_with(check, span, ">");
    case MDP_KIND_EMPHASIS:
    case MDP_KIND_STRONG:
        return begins_with(check, span, "*_") && check->text[span.begin] == check->text[span.end - 1];
    case MDP_KIND_STRIKETHROUGH:
        return begins_with(check, span, "~") && ends_with(check, span, "~");
    case MDP_KIND_LINK:
        if (form == MDP_LINK_EXTENDED)
            return extended_delimiters_hold(check, node, span);
        return form == MDP_LINK_AUTO ? begins_with(check, span, "<") && ends_with(check, span, ">")
                                     : begins_with(check, span, "[") && ends_with(check, span, ")]");
    case MDP_KIND_FOOTNOTE_REFERENCE:
        return span.end - span.begin >= 4 && begins_with(check, span, "[") && ends_with(check, span, "]");
    case MDP_KIND_IMAGE:
        return begins_with(check, span, "!") && ends_with(check, span, ")]");
    case MDP_KIND_SOFT_BREAK:
    case MDP_KIND_HARD_BREAK:
        return begins_with(check, span, " \t\\\r\n") && ends_with(check, span, "\r\n");
    default:
        return true;
    }
}

/* A block ends before the line ending of its last line. */
static bool ends_at_line_end(struct check *check, mdp_span span)
{
    return span.end == check->size || check->text[span.end] == '\n' || check->text[span.end] == '\r';
}

/* Where nothing is escaped, decoded or replaced, a text is the very bytes of its span. */
static bool text_is_its_span(struct check *check, mdp_node node, mdp_span span)
{
    const char *smart = (mdp_document_flags(check->document) & MDP_PARSE_SMART) != 0 ? "'\"-." : "";
    for (size_t i = span.begin; i < span.end; i++) {
        unsigned char byte = (unsigned char)check->text[i];
        if (byte == '\\' || byte == '&' || byte == '\0' || byte >= 0x80 || strchr(smart, byte) != NULL)
            return true;
    }
    mdp_string text = mdp_node_text(node);
    return text.size == span.end - span.begin && memcmp(text.data, check->text + span.begin, text.size) == 0;
}

static void check_span(struct check *check, mdp_node node)
{
    mdp_span span = mdp_node_span(node);
    if (!require(check, span.begin <= span.end && span.end <= check->size, node, "a span lies in the text"))
        return;
    mdp_kind kind = mdp_node_kind(node);
    bool is_block = kind < MDP_KIND_TEXT;
    require(check, is_block ? block_delimiters_hold(check, node, span) : inline_delimiters_hold(check, node, span),
            node, "a span begins and ends with the node's delimiters");
    require(check, !is_block || kind == MDP_KIND_TABLE_CELL || ends_at_line_end(check, span), node,
            "a block ends where its last line ends");
    require(check, kind != MDP_KIND_TEXT || text_is_its_span(check, node, span), node,
            "a text without escapes is the bytes of its span");
}

/* The node that is found at the first byte of a node is that node or stands deeper at the same place. A look-up passes
 * the siblings before it, so of a large document only the first nodes are looked for. */
static void check_node_at(struct check *check, mdp_node node)
{
    enum { FOUND_MOST = 1024 };
    mdp_span span = mdp_node_span(node);
    if (span.begin == span.end || check->found++ >= FOUND_MOST)
        return;
    mdp_node found = mdp_document_node_at(check->document, span.begin);
    while (!mdp_node_is_none(found) && !mdp_node_equal(found, node))
        found = mdp_node_parent(found);
    require(check, mdp_node_equal(found, node), node, "a node is found at its first byte, or a descendant of it");
}

/* ------------------------------------------------------------------------------------------------------- tree */

static bool may_contain(mdp_kind parent, mdp_kind child)
{
    switch (parent) {
    case MDP_KIND_DOCUMENT:
        return child == MDP_KIND_ALERT || may_contain(MDP_KIND_ALERT, child);
    case MDP_KIND_BLOCK_QUOTE:
    case MDP_KIND_ALERT:
    case MDP_KIND_LIST_ITEM:
    case MDP_KIND_FOOTNOTE_DEFINITION:
        return child < MDP_KIND_TEXT && child != MDP_KIND_NONE && child != MDP_KIND_DOCUMENT &&
               child != MDP_KIND_LIST_ITEM && child != MDP_KIND_TABLE_ROW && child != MDP_KIND_TABLE_CELL &&
               child != MDP_KIND_ALERT;
    case MDP_KIND_LIST:
        return child == MDP_KIND_LIST_ITEM;
    case MDP_KIND_TABLE:
        return child == MDP_KIND_TABLE_ROW;
    case MDP_KIND_TABLE_ROW:
        return child == MDP_KIND_TABLE_CELL;
    case MDP_KIND_TABLE_CELL:
    case MDP_KIND_PARAGRAPH:
    case MDP_KIND_HEADING:
    case MDP_KIND_EMPHASIS:
    case MDP_KIND_STRONG:
    case MDP_KIND_LINK:
    case MDP_KIND_IMAGE:
    case MDP_KIND_STRIKETHROUGH:
        return child >= MDP_KIND_TEXT;
    default:
        return false;
    }
}

static void check_children(struct check *check, mdp_node node)
{
    mdp_span outer = mdp_node_span(node);
    size_t reached = outer.begin;
    mdp_node child = mdp_node_first_child(node);
    for (; !mdp_node_is_none(child) && !check->failed; child = mdp_node_next_sibling(child)) {
        mdp_span inner = mdp_node_span(child);
        require(check, mdp_node_equal(mdp_node_parent(child), node), child, "a child knows its parent");
        require(check, may_contain(mdp_node_kind(node), mdp_node_kind(child)), child, "a parent may contain its child");
        require(check, inner.begin >= reached, child, "siblings are in order and do not overlap");
        require(check, inner.end <= outer.end, child, "a child's span lies within its parent's");
        reached = inner.end;
    }
}

/* Walks by the walker and, beside it, by first child, next sibling and parent: both must take the same steps. */
static size_t check_walk(struct check *check)
{
    size_t nodes = 0;
    mdp_node expected = mdp_document_root(check->document);
    bool entering = true;
    mdp_walker walker = mdp_walk(expected);
    while (mdp_walker_next(&walker) && !check->failed) {
        require(check,
                mdp_node_equal(walker.node, expected) && walker.entering == entering &&
                    walker.kind == mdp_node_kind(expected),
                expected, "the walker takes each step in document order");
        mdp_node next = entering ? mdp_node_first_child(expected) : mdp_node_next_sibling(expected);
        nodes += entering;
        if (!mdp_node_is_none(next)) {
            expected = next;
            entering = true;
        } else if (!entering) {
            expected = mdp_node_parent(expected);
        } else {
            entering = false;
        }
    }
    require(check, mdp_node_is_none(expected), expected, "the walker ends after it left the root");
    return nodes;
}

static void check_nodes(struct check *check)
{
    size_t definitions = 0;
    mdp_walker walker = mdp_walk(mdp_document_root(check->document));
    while (mdp_walker_next(&walker) && !check->failed) {
        if (!walker.entering)
            continue;
        definitions += walker.kind == MDP_KIND_DEFINITION || walker.kind == MDP_KIND_FOOTNOTE_DEFINITION;
        check_children(check, walker.node);
        check_span(check, walker.node);
        check_accessors(check, walker.node);
        check_definition(check, walker.node);
        check_table(check, walker.node);
        check_alert(check, walker.node);
        check_node_at(check, walker.node);
    }
    require(check, mdp_document_measure(check->document).definitions <= definitions, mdp_document_root(check->document),
            "definitions in force are nodes");
}

/* ------------------------------------------------------------------------------------------------------- text */

static void check_pieces(struct check *check)
{
    mdp_node root = mdp_document_root(check->document);
    require(check, mdp_document_size(check->document) == check->size, root, "a document has the size of its text");
    for (size_t offset = 0; offset < check->size;) {
        mdp_string piece = mdp_document_piece(check->document, offset);
        if (!require(check,
                     piece.size > 0 && piece.size <= check->size - offset &&
                         memcmp(piece.data, check->text + offset, piece.size) == 0,
                     root, "the pieces of a document are its text"))
            return;
        offset += piece.size;
    }
    require(check, mdp_document_piece(check->document, check->size).size == 0, root,
            "beyond the end there is no piece");
}

static void check_positions(struct check *check)
{
    mdp_node root = mdp_document_root(check->document);
    mdp_position wanted = {.line = 1, .column = 1};
    for (size_t offset = 0; offset <= check->size; offset++) {
        mdp_position came = mdp_document_position(check->document, offset);
        if (!require(check, came.line == wanted.line && came.column == wanted.column, root,
                     "an offset has its line and column"))
            return;
        bool has_next = offset + 1 < check->size;
        bool ends_line =
            offset < check->size && (check->text[offset] == '\n' ||
                                     (check->text[offset] == '\r' && !(has_next && check->text[offset + 1] == '\n')));
        wanted = ends_line ? (mdp_position){wanted.line + 1, 1} : (mdp_position){wanted.line, wanted.column + 1};
    }
}

bool spec_check_document(const mdp_document *document, const char *text, size_t size, FILE *report)
{
    struct check check = {.document = document, .text = text, .size = size, .report = report};
    mdp_document_stats stats = mdp_document_measure(document);
    mdp_node root = mdp_document_root(document);
    require(&check,
            mdp_node_kind(root) == MDP_KIND_DOCUMENT && mdp_node_is_none(mdp_node_parent(root)) &&
                mdp_node_is_none(mdp_node_next_sibling(root)),
            root, "the root is a document without parent and sibling");
    require(&check, stats.nodes == check_walk(&check), root, "a document counts its nodes");
    require(&check, stats.text_size == size, root, "a document counts its bytes");
    check_nodes(&check);
    check_pieces(&check);
    check_positions(&check);
    return !check.failed;
}
