/* json.c: the document as one JSON object, for other programs. The schema is docs/json.md: keep both in step.
 *
 * Attributes stand before children, so a reader that streams knows a node before it meets what is in it. The only state
 * is whether a comma is due: after any node, and before any but the first child. */
#include "escape.h"
#include "reference.h"
#include "render.h"

typedef struct json_writer {
    render_output *out;
    bool comma; /* the next node follows a sibling */
    render_budget budget;
    const mdp_footnotes *footnotes;
} json_writer;

static void json_key(json_writer *json, const char *key)
{
    render_literal(json->out, ",\"");
    render_literal(json->out, key);
    render_literal(json->out, "\":");
}

static void json_string(json_writer *json, const char *key, mdp_string value)
{
    json_key(json, key);
    render_escape_json(json->out, value);
}

static void json_number(json_writer *json, const char *key, size_t value)
{
    json_key(json, key);
    render_number(json->out, value);
}

static void json_bool(json_writer *json, const char *key, bool value)
{
    json_key(json, key);
    render_literal(json->out, value ? "true" : "false");
}

static void json_span(json_writer *json, const char *key, mdp_span span)
{
    json_key(json, key);
    render_char(json->out, '[');
    render_number(json->out, span.begin);
    render_char(json->out, ',');
    render_number(json->out, span.end);
    render_char(json->out, ']');
}

static void json_link(json_writer *json, mdp_node node)
{
    mdp_link_form form = mdp_node_link_form(node);
    render_link link = render_link_enter(&json->budget, node);
    json_key(json, "form");
    render_char(json->out, '"');
    render_literal(json->out, render_form_name(form));
    render_char(json->out, '"');
    if (render_is_reference(form))
        json_string(json, "label", mdp_node_label(node));
    if (link.refused) {
        json_bool(json, "truncated", true);
        return;
    }
    json_string(json, "destination", link.destination);
    json_string(json, "title", link.title);
}

static void json_list(json_writer *json, mdp_node list)
{
    char marker = mdp_node_list_marker(list);
    bool ordered = mdp_node_list_ordered(list);
    json_bool(json, "ordered", ordered);
    if (ordered)
        json_number(json, "start", mdp_node_list_start(list));
    json_string(json, "marker", (mdp_string){&marker, 1});
    json_bool(json, "tight", mdp_node_list_tight(list));
}

static void json_list_item(json_writer *json, mdp_node item)
{
    mdp_task task = mdp_node_task(item);
    if (task == MDP_TASK_NONE)
        return;
    json_bool(json, "done", task == MDP_TASK_DONE);
    json_span(json, "box", mdp_node_task_box(item));
}

/* The number of a footnote, if anything refers to it, how many references do, and which of them a reference is. */
static void json_footnote(json_writer *json, mdp_node node, mdp_kind kind)
{
    size_t number = mdp_footnotes_number(json->footnotes, node);
    json_string(json, "label", mdp_node_label(node));
    if (number == 0)
        return;
    json_number(json, "number", number);
    if (kind == MDP_KIND_FOOTNOTE_REFERENCE)
        json_number(json, "reference", mdp_footnotes_reference(json->footnotes, node));
    else
        json_number(json, "references", mdp_footnotes_references(json->footnotes, number));
}

static void json_code_block(json_writer *json, mdp_node block)
{
    bool fenced = mdp_node_code_fenced(block);
    json_bool(json, "fenced", fenced);
    if (fenced)
        json_string(json, "info", mdp_node_code_info(block));
    json_string(json, "text", mdp_node_text(block));
}

static void json_alert(json_writer *json, mdp_node alert)
{
    json_key(json, "alert");
    render_char(json->out, '"');
    render_literal(json->out, render_alert_name(mdp_node_alert(alert)));
    render_literal(json->out, "\",\"title\":\"");
    render_literal(json->out, mdp_alert_title(mdp_node_alert(alert)));
    render_char(json->out, '"');
    json_span(json, "marker", mdp_node_alert_marker(alert));
}

static void json_attributes(json_writer *json, mdp_node node, mdp_kind kind)
{
    switch (kind) {
    case MDP_KIND_LIST:
        json_list(json, node);
        break;
    case MDP_KIND_LIST_ITEM:
        json_list_item(json, node);
        break;
    case MDP_KIND_CODE_BLOCK:
        json_code_block(json, node);
        break;
    case MDP_KIND_TABLE:
        json_number(json, "columns", mdp_node_table_columns(node));
        break;
    case MDP_KIND_TABLE_ROW:
        json_bool(json, "header", mdp_node_row_header(node));
        break;
    case MDP_KIND_TABLE_CELL:
        json_key(json, "align");
        render_char(json->out, '"');
        render_literal(json->out, render_align_name(mdp_node_cell_align(node)));
        render_char(json->out, '"');
        break;
    case MDP_KIND_ALERT:
        json_alert(json, node);
        break;
    case MDP_KIND_HEADING:
        json_number(json, "level", mdp_node_heading_level(node));
        json_bool(json, "setext", mdp_node_heading_setext(node));
        break;
    case MDP_KIND_DEFINITION:
        json_string(json, "label", mdp_node_label(node));
        json_string(json, "destination", mdp_node_destination(node));
        json_string(json, "title", mdp_node_title(node));
        break;
    case MDP_KIND_FOOTNOTE_DEFINITION:
    case MDP_KIND_FOOTNOTE_REFERENCE:
        json_footnote(json, node, kind);
        break;
    case MDP_KIND_HTML_BLOCK:
    case MDP_KIND_TEXT:
    case MDP_KIND_CODE_SPAN:
    case MDP_KIND_RAW_HTML:
        json_string(json, "text", mdp_node_text(node));
        break;
    case MDP_KIND_LINK:
    case MDP_KIND_IMAGE:
        json_link(json, node);
        break;
    default:
        break;
    }
}

static void json_enter(json_writer *json, mdp_node node, mdp_kind kind)
{
    if (json->comma)
        render_char(json->out, ',');
    render_literal(json->out, kind == MDP_KIND_DOCUMENT ? "{\"version\":1,\"type\":\"" : "{\"type\":\"");
    render_literal(json->out, mdp_kind_name(kind));
    render_char(json->out, '"');
    json_span(json, "span", mdp_node_span(node));
    json_attributes(json, node, kind);
    if (mdp_kind_is_container(kind)) {
        json_key(json, "children");
        render_char(json->out, '[');
        json->comma = false;
    }
}

static void json_leave(json_writer *json, mdp_node node, mdp_kind kind)
{
    if (kind == MDP_KIND_LINK || kind == MDP_KIND_IMAGE)
        (void)render_link_leave(&json->budget, node); /* tells the budget; JSON keeps a refused link's node */
    render_literal(json->out, mdp_kind_is_container(kind) ? "]}" : "}");
    json->comma = true;
}

void render_json(render_output *out, mdp_node top, const mdp_footnotes *footnotes)
{
    json_writer json = {.out = out, .footnotes = footnotes};
    render_budget_init(&json.budget, mdp_node_document(top), out->references);
    mdp_walker walker = mdp_walk(top);
    while (!out->failed && mdp_walker_next(&walker)) {
        if (walker.entering)
            json_enter(&json, walker.node, walker.kind);
        else
            json_leave(&json, walker.node, walker.kind);
    }
    render_char(out, '\n');
}
