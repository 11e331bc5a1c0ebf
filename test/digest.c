/* digest.c: FNV-1a over what every accessor tells of every node, in document order. */
#include "digest.h"

static uint64_t add_bytes(uint64_t hash, const char *data, size_t size)
{
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ (unsigned char)data[i]) * UINT64_C(0x100000001B3);
    return hash;
}

static uint64_t add_number(uint64_t hash, uint64_t number)
{
    for (int i = 0; i < 8; i++, number >>= 8)
        hash = (hash ^ (number & 0xFF)) * UINT64_C(0x100000001B3);
    return hash;
}

/* With its size, so that "a" and "b" differ from "ab" and "". */
static uint64_t add_string(uint64_t hash, mdp_string string)
{
    return add_bytes(add_number(hash, string.size), string.data, string.size);
}

static uint64_t add_node(uint64_t hash, mdp_node node)
{
    hash = add_number(hash, (uint64_t)mdp_node_kind(node));
    hash = add_number(hash, mdp_node_span(node).begin);
    hash = add_number(hash, mdp_node_span(node).end);
    hash = add_string(hash, mdp_node_text(node));
    hash = add_number(hash, mdp_node_heading_level(node));
    hash = add_number(hash, mdp_node_heading_setext(node));
    hash = add_number(hash, mdp_node_list_ordered(node));
    hash = add_number(hash, mdp_node_list_start(node));
    hash = add_number(hash, mdp_node_list_tight(node));
    hash = add_number(hash, (unsigned char)mdp_node_list_marker(node));
    hash = add_number(hash, (uint64_t)mdp_node_task(node));
    hash = add_number(hash, mdp_node_task_box(node).begin);
    hash = add_number(hash, mdp_node_table_columns(node));
    hash = add_number(hash, mdp_node_row_header(node));
    hash = add_number(hash, (uint64_t)mdp_node_cell_align(node));
    hash = add_number(hash, (uint64_t)mdp_node_alert(node));
    hash = add_number(hash, mdp_node_alert_marker(node).begin);
    hash = add_number(hash, mdp_node_code_fenced(node));
    hash = add_string(hash, mdp_node_code_info(node));
    hash = add_number(hash, (uint64_t)mdp_node_link_form(node));
    hash = add_string(hash, mdp_node_destination(node));
    hash = add_string(hash, mdp_node_title(node));
    hash = add_string(hash, mdp_node_label(node));
    return add_number(hash, mdp_node_span(mdp_node_definition(node)).begin);
}

uint64_t digest_document(const mdp_document *document)
{
    uint64_t hash = add_number(UINT64_C(0xCBF29CE484222325), mdp_document_size(document));
    hash = add_number(hash, mdp_document_flags(document) & ~MDP_SEALED); /* sealed or not, it is the same document */
    for (size_t offset = 0; offset < mdp_document_size(document);) {
        mdp_string piece = mdp_document_piece(document, offset);
        if (piece.size == 0)
            break;
        hash = add_bytes(hash, piece.data, piece.size);
        offset += piece.size;
    }
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker)) {
        hash = add_number(hash, walker.entering);
        if (walker.entering)
            hash = add_node(hash, walker.node);
    }
    return hash;
}
