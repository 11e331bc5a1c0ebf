/* tree.c: an indented dump for people: what `mdparse -t tree` shows. One node a line:
 *
 *     document [0,23) 1:1
 *       heading [0,9) 1:1 level=1
 *         text [2,9) 1:3 "Heading"
 *       paragraph [11,22) 3:1
 *         link [11,22) 3:1 inline destination="/url"
 *           text [12,15) 3:2 "url"
 *
 * The form may change; programs read JSON. Strings are shortened and indentation stops growing, with the depth in its
 * place, because a dump is for reading and its size must stay linear in the document's. */
#include "reference.h"
#include "render.h"

enum { TREE_INDENT_MAX = 60, TREE_TEXT_MAX = 60 };

static void tree_byte(render_output *out, char byte)
{
    static const char hex[] = "0123456789abcdef";
    if (byte == '\n') {
        render_literal(out, "\\n");
    } else if (byte == '\t') {
        render_literal(out, "\\t");
    } else if (byte == '"' || byte == '\\') {
        render_write(out, (char[]){'\\', byte}, 2);
    } else if ((unsigned char)byte < 0x20 || byte == 0x7F) {
        render_write(out, (char[]){'\\', 'x', hex[(unsigned char)byte >> 4], hex[byte & 15]}, 4);
    } else {
        render_char(out, byte);
    }
}

/* Cuts between characters, not within one. */
static void tree_quote(render_output *out, mdp_string text)
{
    size_t shown = text.size;
    if (shown > TREE_TEXT_MAX) {
        shown = TREE_TEXT_MAX;
        while (shown > 0 && ((unsigned char)text.data[shown] & 0xC0) == 0x80)
            shown--;
    }
    render_char(out, '"');
    for (size_t i = 0; i < shown; i++)
        tree_byte(out, text.data[i]);
    render_char(out, '"');
    if (shown < text.size) {
        render_literal(out, "... (");
        render_number(out, text.size);
        render_literal(out, " bytes)");
    }
}

/* An attribute, if there is anything to say. */
static void tree_string(render_output *out, const char *name, mdp_string value)
{
    if (value.size == 0)
        return;
    render_char(out, ' ');
    render_literal(out, name);
    render_char(out, '=');
    tree_quote(out, value);
}

static void tree_word(render_output *out, const char *word)
{
    render_char(out, ' ');
    render_literal(out, word);
}

static void tree_list(render_output *out, mdp_node list)
{
    if (mdp_node_list_ordered(list)) {
        tree_word(out, "ordered start=");
        render_number(out, mdp_node_list_start(list));
    } else {
        tree_word(out, "bullet");
    }
    tree_word(out, "marker=");
    render_char(out, mdp_node_list_marker(list));
    tree_word(out, mdp_node_list_tight(list) ? "tight" : "loose");
}

static void tree_number(render_output *out, const char *name, size_t number)
{
    if (number == 0)
        return;
    tree_word(out, name);
    render_char(out, '=');
    render_number(out, number);
}

static void tree_footnote(render_output *out, const mdp_footnotes *footnotes, mdp_node node)
{
    tree_number(out, "number", mdp_footnotes_number(footnotes, node));
    tree_number(out, "reference", mdp_footnotes_reference(footnotes, node));
}

static void tree_attributes(render_output *out, const mdp_footnotes *footnotes, mdp_node node, mdp_kind kind)
{
    switch (kind) {
    case MDP_KIND_LIST:
        tree_list(out, node);
        break;
    case MDP_KIND_LIST_ITEM:
        if (mdp_node_task(node) != MDP_TASK_NONE)
            tree_word(out, mdp_node_task(node) == MDP_TASK_DONE ? "task done" : "task open");
        break;
    case MDP_KIND_CODE_BLOCK:
        tree_word(out, mdp_node_code_fenced(node) ? "fenced" : "indented");
        tree_string(out, "info", mdp_node_code_info(node));
        break;
    case MDP_KIND_TABLE:
        tree_word(out, "columns=");
        render_number(out, mdp_node_table_columns(node));
        break;
    case MDP_KIND_TABLE_ROW:
        if (mdp_node_row_header(node))
            tree_word(out, "header");
        break;
    case MDP_KIND_TABLE_CELL:
        if (mdp_node_cell_align(node) != MDP_ALIGN_NONE)
            tree_word(out, render_align_name(mdp_node_cell_align(node)));
        break;
    case MDP_KIND_ALERT:
        tree_word(out, render_alert_name(mdp_node_alert(node)));
        tree_word(out, "title=\"");
        render_literal(out, mdp_alert_title(mdp_node_alert(node)));
        render_char(out, '"');
        break;
    case MDP_KIND_HEADING:
        tree_word(out, "level=");
        render_number(out, mdp_node_heading_level(node));
        if (mdp_node_heading_setext(node))
            tree_word(out, "setext");
        break;
    case MDP_KIND_FOOTNOTE_DEFINITION:
    case MDP_KIND_FOOTNOTE_REFERENCE:
        tree_footnote(out, footnotes, node);
        break;
    case MDP_KIND_LINK:
    case MDP_KIND_IMAGE:
        tree_word(out, render_form_name(mdp_node_link_form(node)));
        break;
    default:
        break;
    }
    tree_string(out, "label", mdp_node_label(node));
    tree_string(out, "destination", mdp_node_destination(node));
    tree_string(out, "title", mdp_node_title(node));
}

static void tree_indent(render_output *out, size_t depth)
{
    if (depth <= TREE_INDENT_MAX / 2) {
        render_indent(out, 2 * depth);
        return;
    }
    render_indent(out, TREE_INDENT_MAX);
    render_char(out, '(');
    render_number(out, depth);
    render_literal(out, ") ");
}

static void tree_node(render_output *out, const mdp_footnotes *footnotes, mdp_node node, mdp_kind kind)
{
    mdp_span span = mdp_node_span(node);
    mdp_position position = mdp_document_position(mdp_node_document(node), span.begin);
    render_literal(out, mdp_kind_name(kind));
    render_literal(out, " [");
    render_number(out, span.begin);
    render_char(out, ',');
    render_number(out, span.end);
    render_literal(out, ") ");
    render_number(out, position.line);
    render_char(out, ':');
    render_number(out, position.column);
    tree_attributes(out, footnotes, node, kind);
    mdp_string text = mdp_node_text(node);
    if (text.size > 0) {
        render_char(out, ' ');
        tree_quote(out, text);
    }
    render_char(out, '\n');
}

void render_tree(render_output *out, mdp_node top, const mdp_footnotes *footnotes)
{
    size_t depth = 0;
    mdp_walker walker = mdp_walk(top);
    while (!out->failed && mdp_walker_next(&walker)) {
        if (!walker.entering) {
            depth--;
            continue;
        }
        tree_indent(out, depth);
        tree_node(out, footnotes, walker.node, walker.kind);
        depth++;
    }
}
