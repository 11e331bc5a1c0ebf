/* node.c: navigation and the accessors of nodes. All are total: a handle of another kind, and the none node, give the
 * empty value.
 *
 * Each reads the record of the node, and nothing else of the document, but for what a reference link asks of the map of
 * definitions. The records are described in layout.h. */
#include "layout.h"

#include <string.h>

#include "label.h"

static const mdp_node none = {NULL, 0, 0};

const char string_nothing[MDP_STRING_PADDING] = {0};

static bool is_root(mdp_node node)
{
    return node.chunk == CHUNK_ROOT;
}

static const struct chunk *chunk_of(mdp_node node)
{
    return node.document->places[node.chunk].chunk;
}

static const uint32_t *record_of(mdp_node node)
{
    return chunk_tape(chunk_of(node)) + node.index;
}

/* The record of a node of this kind, or NULL. */
static const uint32_t *record_if(mdp_node node, mdp_kind kind)
{
    if (!node.document || is_root(node))
        return NULL;
    const uint32_t *record = record_of(node);
    return usually(node_kind(record) == kind) ? record : NULL;
}

/* The record of a link or image, or NULL. */
static const uint32_t *link_record(mdp_node node)
{
    const uint32_t *record = record_if(node, MDP_KIND_LINK);
    return record ? record : record_if(node, MDP_KIND_IMAGE);
}

mdp_string node_string(const struct chunk *chunk, const uint32_t *node, unsigned word)
{
    return node[word + 1] ? (mdp_string){chunk_text(chunk) + node[word], node[word + 1]} : string_empty();
}

/* ---------------------------------------------------------------------------------------------------- navigation */

/* The first top-level block at or behind chunk `index`. Every chunk but an only one holds a block. */
static mdp_node first_of_chunk(const mdp_document *document, uint32_t index)
{
    if (index < document->place_count && document->places[index].chunk->tape_size)
        return (mdp_node){document, index, 0};
    return none;
}

mdp_node mdp_document_root(const mdp_document *document)
{
    return document ? (mdp_node){document, CHUNK_ROOT, 0} : none;
}

bool mdp_node_is_none(mdp_node node)
{
    return !node.document;
}

bool mdp_node_equal(mdp_node a, mdp_node b)
{
    return a.document == b.document && a.chunk == b.chunk && a.index == b.index;
}

const mdp_document *mdp_node_document(mdp_node node)
{
    return node.document;
}

mdp_kind mdp_node_kind(mdp_node node)
{
    if (!node.document)
        return MDP_KIND_NONE;
    return is_root(node) ? MDP_KIND_DOCUMENT : node_kind(record_of(node));
}

mdp_node mdp_node_parent(mdp_node node)
{
    if (!node.document || is_root(node))
        return none;
    uint32_t parent = record_of(node)[NODE_PARENT];
    return parent == NODE_NONE ? mdp_document_root(node.document) : (mdp_node){node.document, node.chunk, parent};
}

mdp_node mdp_node_first_child(mdp_node node)
{
    if (!node.document)
        return none;
    if (is_root(node))
        return first_of_chunk(node.document, 0);
    const uint32_t *record = record_of(node);
    uint32_t behind = node.index + node_words(record);
    if (!kind_is_container(node_kind(record)) || record[NODE_NEXT] == behind)
        return none;
    return (mdp_node){node.document, node.chunk, behind};
}

mdp_node mdp_node_next_sibling(mdp_node node)
{
    if (!node.document || is_root(node))
        return none;
    const struct chunk *chunk = chunk_of(node);
    const uint32_t *tape = chunk_tape(chunk);
    uint32_t next = record_behind(tape, node.index), parent = tape[node.index + NODE_PARENT];
    if (parent != NODE_NONE)
        return next < tape[parent + NODE_NEXT] ? (mdp_node){node.document, node.chunk, next} : none;
    return next < chunk->tape_size ? (mdp_node){node.document, node.chunk, next}
                                   : first_of_chunk(node.document, node.chunk + 1);
}

mdp_node mdp_document_node_at(const mdp_document *document, size_t offset)
{
    mdp_node found = mdp_document_root(document);
    if (!document || offset >= document->text_size)
        return found;
    mdp_node child = first_of_chunk(document, document_place_at(document, offset));
    while (!mdp_node_is_none(child)) {
        mdp_span span = mdp_node_span(child);
        if (span.begin > offset)
            break;
        if (offset < span.end) {
            found = child;
            child = mdp_node_first_child(child);
        } else {
            child = mdp_node_next_sibling(child);
        }
    }
    return found;
}

/* ----------------------------------------------------------------------------------------------------- accessors */

bool mdp_kind_is_container(mdp_kind kind)
{
    return kind == MDP_KIND_DOCUMENT || ((unsigned)kind < 64 && kind_is_container(kind));
}

const char *mdp_kind_name(mdp_kind kind)
{
    switch (kind) {
    case MDP_KIND_NONE:
        return "none";
    case MDP_KIND_DOCUMENT:
        return "document";
    case MDP_KIND_BLOCK_QUOTE:
        return "block_quote";
    case MDP_KIND_LIST:
        return "list";
    case MDP_KIND_LIST_ITEM:
        return "list_item";
    case MDP_KIND_CODE_BLOCK:
        return "code_block";
    case MDP_KIND_HTML_BLOCK:
        return "html_block";
    case MDP_KIND_PARAGRAPH:
        return "paragraph";
    case MDP_KIND_HEADING:
        return "heading";
    case MDP_KIND_THEMATIC_BREAK:
        return "thematic_break";
    case MDP_KIND_DEFINITION:
        return "definition";
    case MDP_KIND_TABLE:
        return "table";
    case MDP_KIND_TABLE_ROW:
        return "table_row";
    case MDP_KIND_TABLE_CELL:
        return "table_cell";
    case MDP_KIND_ALERT:
        return "alert";
    case MDP_KIND_FOOTNOTE_DEFINITION:
        return "footnote_definition";
    case MDP_KIND_TEXT:
        return "text";
    case MDP_KIND_SOFT_BREAK:
        return "soft_break";
    case MDP_KIND_HARD_BREAK:
        return "hard_break";
    case MDP_KIND_CODE_SPAN:
        return "code_span";
    case MDP_KIND_RAW_HTML:
        return "raw_html";
    case MDP_KIND_EMPHASIS:
        return "emphasis";
    case MDP_KIND_STRONG:
        return "strong";
    case MDP_KIND_LINK:
        return "link";
    case MDP_KIND_IMAGE:
        return "image";
    case MDP_KIND_STRIKETHROUGH:
        return "strikethrough";
    case MDP_KIND_FOOTNOTE_REFERENCE:
        return "footnote_reference";
    }
    return "unknown";
}

mdp_span mdp_node_span(mdp_node node)
{
    if (!node.document)
        return (mdp_span){0, 0};
    if (is_root(node))
        return (mdp_span){0, node.document->text_size};
    const uint32_t *record = record_of(node);
    size_t begin = node.document->places[node.chunk].begin;
    return (mdp_span){begin + record[NODE_BEGIN], begin + record[NODE_END]};
}

mdp_string mdp_node_text(mdp_node node)
{
    if (!node.document || is_root(node))
        return string_empty();
    return node_literal(chunk_text(chunk_of(node)), record_of(node));
}

unsigned mdp_node_heading_level(mdp_node node)
{
    const uint32_t *record = record_if(node, MDP_KIND_HEADING);
    return record ? node_detail(record) & DETAIL_HEADING_LEVEL : 0;
}

bool mdp_node_heading_setext(mdp_node node)
{
    const uint32_t *record = record_if(node, MDP_KIND_HEADING);
    return record && (node_detail(record) & DETAIL_HEADING_SETEXT);
}

bool mdp_node_list_ordered(mdp_node node)
{
    const uint32_t *record = record_if(node, MDP_KIND_LIST);
    return record && (node_detail(record) & DETAIL_LIST_ORDERED);
}

uint32_t mdp_node_list_start(mdp_node node)
{
    const uint32_t *record = record_if(node, MDP_KIND_LIST);
    return record ? record[NODE_LIST_START] : 0;
}

bool mdp_node_list_tight(mdp_node node)
{
    const uint32_t *record = record_if(node, MDP_KIND_LIST);
    return record && !(node_detail(record) & DETAIL_LIST_LOOSE);
}

char mdp_node_list_marker(mdp_node node)
{
    const uint32_t *record = record_if(node, MDP_KIND_LIST);
    return record ? (char)(node_detail(record) >> DETAIL_LIST_MARKER_SHIFT) : '\0';
}

/* The record of a list item that is a task, or NULL. */
static const uint32_t *task_record(mdp_node node)
{
    const uint32_t *record = record_if(node, MDP_KIND_LIST_ITEM);
    return record && node_words(record) == WORDS_TASK ? record : NULL;
}

mdp_task mdp_node_task(mdp_node node)
{
    const uint32_t *record = task_record(node);
    return record ? (mdp_task)(node_detail(record) & DETAIL_ITEM_TASK) : MDP_TASK_NONE;
}

mdp_span mdp_node_task_box(mdp_node node)
{
    const uint32_t *record = task_record(node);
    if (!record)
        return (mdp_span){0, 0};
    size_t begin = node.document->places[node.chunk].begin + record[NODE_BEGIN] + record[NODE_TASK_BOX];
    return (mdp_span){begin, begin + TASK_BOX_SIZE};
}

uint32_t mdp_node_table_columns(mdp_node node)
{
    const uint32_t *record = record_if(node, MDP_KIND_TABLE);
    return record ? record[NODE_TABLE_COLUMNS] : 0;
}

bool mdp_node_row_header(mdp_node node)
{
    const uint32_t *record = record_if(node, MDP_KIND_TABLE_ROW);
    return record && (node_detail(record) & DETAIL_ROW_HEADER);
}

mdp_align mdp_node_cell_align(mdp_node node)
{
    const uint32_t *record = record_if(node, MDP_KIND_TABLE_CELL);
    return record ? (mdp_align)(node_detail(record) & DETAIL_CELL_ALIGN) : MDP_ALIGN_NONE;
}

mdp_alert mdp_node_alert(mdp_node node)
{
    const uint32_t *record = record_if(node, MDP_KIND_ALERT);
    return record ? (mdp_alert)(node_detail(record) & DETAIL_ALERT) : MDP_ALERT_NONE;
}

mdp_span mdp_node_alert_marker(mdp_node node)
{
    const uint32_t *record = record_if(node, MDP_KIND_ALERT);
    if (!record)
        return (mdp_span){0, 0};
    size_t begin = node.document->places[node.chunk].begin + record[NODE_BEGIN] + record[NODE_ALERT_MARKER];
    return (mdp_span){begin, begin + alert_marker_size(mdp_node_alert(node))};
}

const char *mdp_alert_title(mdp_alert alert)
{
    switch (alert) {
    case MDP_ALERT_NONE:
        break;
    case MDP_ALERT_NOTE:
        return "Note";
    case MDP_ALERT_TIP:
        return "Tip";
    case MDP_ALERT_IMPORTANT:
        return "Important";
    case MDP_ALERT_WARNING:
        return "Warning";
    case MDP_ALERT_CAUTION:
        return "Caution";
    }
    return "";
}

bool mdp_node_code_fenced(mdp_node node)
{
    const uint32_t *record = record_if(node, MDP_KIND_CODE_BLOCK);
    return record && (node_detail(record) & DETAIL_CODE_FENCED);
}

mdp_string mdp_node_code_info(mdp_node node)
{
    const uint32_t *record = record_if(node, MDP_KIND_CODE_BLOCK);
    return record ? node_string(chunk_of(node), record, NODE_CODE_INFO) : string_empty();
}

/* --------------------------------------------------------------------------------------------------------- links */

mdp_link_form mdp_node_link_form(mdp_node node)
{
    const uint32_t *record = link_record(node);
    return record ? (mdp_link_form)(node_detail(record) & DETAIL_LINK_FORM) : MDP_LINK_NONE;
}

mdp_string mdp_node_label(mdp_node node)
{
    if (!node.document || is_root(node))
        return string_empty();
    const uint32_t *record = record_of(node);
    mdp_kind kind = node_kind(record);
    bool footnote = kind == MDP_KIND_FOOTNOTE_DEFINITION || kind == MDP_KIND_FOOTNOTE_REFERENCE;
    unsigned word = reference_word(record);
    mdp_string label = string_empty();
    if (word)
        label = node_string(chunk_of(node), record, word);
    else if (footnote || kind == MDP_KIND_DEFINITION)
        label = definition_label(chunk_of(node), record);
    return footnote ? (mdp_string){label.data + FOOTNOTE_MARK_SIZE, label.size - FOOTNOTE_MARK_SIZE} : label;
}

static mdp_node definition_node(const mdp_document *document, const struct definition *definition)
{
    return definition ? (mdp_node){document, definition->chunk, definition_record(document, definition)} : none;
}

/* The definition of a normalised label. */
static mdp_node find_definition(const mdp_document *document, const char *normal, size_t size)
{
    return definition_node(document, document_find(document, label_hash(normal, size), normal, size));
}

mdp_node mdp_node_definition(mdp_node node)
{
    if (!node.document || is_root(node))
        return none;
    const uint32_t *record = record_of(node);
    unsigned word = reference_word(record);
    if (!word)
        return none;
    const struct definition *definition = document_find_hash(node.document, reference_hash(record, word));
    if (definition)
        return definition_node(node.document, definition);
    mdp_string label = node_string(chunk_of(node), record, word);
    char normal[LABEL_NORMAL_MAX];
    return find_definition(node.document, normal, label_normalize(label.data, label.size, normal));
}

mdp_node mdp_document_definition(const mdp_document *document, const char *label, size_t size)
{
    char normal[LABEL_NORMAL_MAX];
    if (!document || !label || size > LABEL_SIZE_MAX)
        return none;
    size = label_normalize(label, size, normal);
    if (size == 0 || normal[0] == '[') /* a label of a link does not begin so, but a stored one of a footnote does */
        return none;
    return find_definition(document, normal, size);
}

mdp_node mdp_document_footnote(const mdp_document *document, const char *label, size_t size)
{
    char marked[LABEL_SIZE_MAX] = "[^", normal[LABEL_NORMAL_MAX];
    if (!document || !label || size == 0 || size > LABEL_SIZE_MAX - FOOTNOTE_MARK_SIZE)
        return none;
    for (size_t i = 0; i < size; i++)
        if (memchr(" \t\r\n", label[i], 4))
            return none;
    memcpy(marked + FOOTNOTE_MARK_SIZE, label, size);
    size = label_normalize(marked, size + FOOTNOTE_MARK_SIZE, normal);
    return find_definition(document, normal, size);
}

mdp_link mdp_node_link(mdp_node node)
{
    mdp_link link = {MDP_LINK_NONE, string_empty(), string_empty()};
    const uint32_t *record = link_record(node);
    if (record) {
        link.form = (mdp_link_form)(node_detail(record) & DETAIL_LINK_FORM);
        if (!form_is_reference((uint32_t)link.form)) {
            link.destination = node_string(chunk_of(node), record, NODE_LINK_DESTINATION);
            link.title = node_string(chunk_of(node), record, NODE_LINK_TITLE);
            return link;
        }
        node = mdp_node_definition(node);
    }
    record = record_if(node, MDP_KIND_DEFINITION);
    if (record) {
        link.destination = node_string(chunk_of(node), record, NODE_DEFINITION_DESTINATION);
        link.title = node_string(chunk_of(node), record, NODE_DEFINITION_TITLE);
    }
    return link;
}

mdp_string mdp_node_destination(mdp_node node)
{
    return mdp_node_link(node).destination;
}

mdp_string mdp_node_title(mdp_node node)
{
    return mdp_node_link(node).title;
}
