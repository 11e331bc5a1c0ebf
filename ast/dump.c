/* dump.c: see dump.h. What the words mean is in layout.h. */
#include "dump.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "layout.h"

enum {
    INDENT_MOST = 32,  /* levels: deeper ones are printed no further in, so that output stays linear */
    STRING_SHOWN = 48, /* bytes */
    LINE_SIZE = 256
};

__attribute__((format(printf, 2, 3))) static void print(struct dump_output output, const char *format, ...)
{
    char line[LINE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    output.put(output.context, line);
}

/* -------------------------------------------------------------------------------------------------------- strings */

static void print_byte(struct dump_output output, unsigned char byte)
{
    if (byte == '\n')
        print(output, "\\n");
    else if (byte == '\r')
        print(output, "\\r");
    else if (byte == '\t')
        print(output, "\\t");
    else if (byte == '"' || byte == '\\')
        print(output, "\\%c", byte);
    else if (byte < 0x20 || byte == 0x7F)
        print(output, "\\%03o", byte);
    else
        print(output, "%c", byte);
}

/* How much of a string is shown: whole characters, so that output is UTF-8 where the string is. */
static size_t shown_size(const char *data, size_t size)
{
    size_t shown = size < STRING_SHOWN ? size : STRING_SHOWN;
    while (shown < size && shown < STRING_SHOWN + 3 && (data[shown] & 0xC0) == 0x80)
        shown++;
    return shown;
}

static void print_bytes(struct dump_output output, const char *data, size_t size)
{
    size_t shown = shown_size(data, size);
    print(output, "\"");
    for (size_t i = 0; i < shown; i++)
        print_byte(output, (unsigned char)data[i]);
    print(output, shown < size ? "\"..." : "\"");
}

/* A string of a record: where it is, and what. */
static void print_string(struct dump_output output, const struct chunk *chunk, const uint32_t *node, const char *name,
                         unsigned word)
{
    uint64_t end = (uint64_t)node[word] + node[word + 1];
    bool pool = node[word] >= chunk->text_size;
    if (end > (uint64_t)chunk->text_size + chunk->pool_size) {
        print(output, ", %s out of bounds", name);
        return;
    }
    print(output, ", %s ", name);
    print_bytes(output, chunk_text(chunk) + node[word], node[word + 1]);
    if (node[word + 1])
        print(output, pool ? " in the pool at %u" : " at %u", pool ? node[word] - chunk->text_size : node[word]);
}

/* -------------------------------------------------------------------------------------------------------- records */

static void print_link(struct dump_output output, const struct chunk *chunk, const uint32_t *node)
{
    static const char *const forms[] = {"none", "inline", "full", "collapsed", "shortcut", "auto", "extended"};
    uint32_t form = node_detail(node) & DETAIL_LINK_FORM;
    print(output, ", %s", form < sizeof forms / sizeof forms[0] ? forms[form] : "unknown form");
    if (form_is_reference(form)) {
        print_string(output, chunk, node, "label", NODE_LINK_LABEL);
        print(output, ", hash %016" PRIX64, reference_hash(node, NODE_LINK_LABEL));
    } else {
        print_string(output, chunk, node, "destination", NODE_LINK_DESTINATION);
        print_string(output, chunk, node, "title", NODE_LINK_TITLE);
    }
}

static void print_list(struct dump_output output, const uint32_t *node)
{
    uint32_t detail = node_detail(node);
    print(output, ", %s", detail & DETAIL_LIST_LOOSE ? "loose" : "tight");
    if (detail & DETAIL_LIST_ORDERED)
        print(output, ", ordered from %u", node[NODE_LIST_START]);
    print(output, ", marker ");
    print_byte(output, (unsigned char)(detail >> DETAIL_LIST_MARKER_SHIFT));
}

static void print_task(struct dump_output output, const uint32_t *node)
{
    if (node_words(node) == WORDS_TASK)
        print(output, ", %s, box at %u", node_detail(node) == MDP_TASK_DONE ? "done" : "open", node[NODE_TASK_BOX]);
}

static void print_alert(struct dump_output output, const uint32_t *node)
{
    print(output, ", %s, marker at %u", mdp_alert_title((mdp_alert)(node_detail(node) & DETAIL_ALERT)),
          node[NODE_ALERT_MARKER]);
}

static void print_align(struct dump_output output, const uint32_t *node)
{
    static const char *const aligned[] = {"", ", left", ", center", ", right"};
    print(output, "%s%s", aligned[node_detail(node) & DETAIL_CELL_ALIGN],
          node_detail(node) & DETAIL_CELL_HEADER ? ", header" : "");
}

static void print_text(struct dump_output output, const struct chunk *chunk, const uint32_t *node)
{
    if (node_words(node) == WORDS_STRING) {
        print_string(output, chunk, node, "text", NODE_TEXT);
    } else if (node[NODE_BEGIN] <= node[NODE_END] && node[NODE_END] <= chunk->text_size) {
        print(output, ", ");
        print_bytes(output, chunk_text(chunk) + node[NODE_BEGIN], node[NODE_END] - node[NODE_BEGIN]);
    }
}

/* What a record has beside its span, parent and next. */
static void print_rest(struct dump_output output, const struct chunk *chunk, const uint32_t *node)
{
    switch (node_kind(node)) {
    case MDP_KIND_HEADING:
        print(output, ", level %u%s", node_detail(node) & DETAIL_HEADING_LEVEL,
              node_detail(node) & DETAIL_HEADING_SETEXT ? ", setext" : "");
        break;
    case MDP_KIND_LIST:
        print_list(output, node);
        break;
    case MDP_KIND_LIST_ITEM:
        print_task(output, node);
        break;
    case MDP_KIND_PARAGRAPH:
        print(output, node_detail(node) & DETAIL_PARAGRAPH_TIGHT ? ", tight" : "");
        break;
    case MDP_KIND_TABLE:
        print(output, ", columns %u", node[NODE_TABLE_COLUMNS]);
        break;
    case MDP_KIND_ALERT:
        print_alert(output, node);
        break;
    case MDP_KIND_TABLE_ROW:
        print(output, node_detail(node) & DETAIL_ROW_HEADER ? ", header" : "");
        break;
    case MDP_KIND_TABLE_CELL:
        print_align(output, node);
        break;
    case MDP_KIND_CODE_BLOCK:
        print(output, node_detail(node) & DETAIL_CODE_FENCED ? ", fenced" : ", indented");
        print_string(output, chunk, node, "text", NODE_TEXT);
        print_string(output, chunk, node, "info", NODE_CODE_INFO);
        break;
    case MDP_KIND_HTML_BLOCK:
    case MDP_KIND_CODE_SPAN:
        print_string(output, chunk, node, "text", NODE_TEXT);
        break;
    case MDP_KIND_TEXT:
    case MDP_KIND_RAW_HTML:
        print_text(output, chunk, node);
        break;
    case MDP_KIND_DEFINITION:
        print_string(output, chunk, node, "label", NODE_DEFINITION_LABEL);
        print_string(output, chunk, node, "destination", NODE_DEFINITION_DESTINATION);
        print_string(output, chunk, node, "title", NODE_DEFINITION_TITLE);
        break;
    case MDP_KIND_LINK:
    case MDP_KIND_IMAGE:
        print_link(output, chunk, node);
        break;
    case MDP_KIND_FOOTNOTE_DEFINITION:
        print_string(output, chunk, node, "label", NODE_FOOTNOTE_LABEL);
        break;
    case MDP_KIND_FOOTNOTE_REFERENCE:
        print_string(output, chunk, node, "label", NODE_REFERENCE_LABEL);
        print(output, ", hash %016" PRIX64, reference_hash(node, NODE_REFERENCE_LABEL));
        break;
    default:
        break;
    }
}

/* The least words that a record of this kind has: what may be read of it. */
static uint32_t words_least(mdp_kind kind)
{
    switch (kind) {
    case MDP_KIND_LIST:
        return WORDS_LIST;
    case MDP_KIND_TABLE:
        return WORDS_TABLE;
    case MDP_KIND_ALERT:
        return WORDS_ALERT;
    case MDP_KIND_LINK:
    case MDP_KIND_IMAGE:
        return WORDS_LINK;
    case MDP_KIND_CODE_BLOCK:
        return WORDS_CODE_BLOCK;
    case MDP_KIND_DEFINITION:
        return WORDS_DEFINITION;
    case MDP_KIND_FOOTNOTE_DEFINITION:
        return WORDS_FOOTNOTE_DEFINITION;
    case MDP_KIND_FOOTNOTE_REFERENCE:
        return WORDS_FOOTNOTE_REFERENCE;
    case MDP_KIND_HTML_BLOCK:
    case MDP_KIND_CODE_SPAN:
        return WORDS_STRING;
    default:
        return kind < 64 && kind_is_container(kind) ? WORDS_CONTAINER : WORDS_LEAF;
    }
}

/* The record at an index, on two lines; returns its words, or 0 if there is no whole record. */
static uint32_t print_record(struct dump_output output, const struct chunk *chunk, uint32_t at, unsigned depth)
{
    const uint32_t *node = chunk_tape(chunk) + at;
    unsigned indent = 2 * (depth < INDENT_MOST ? depth : INDENT_MOST);
    uint32_t words = at < chunk->tape_size ? node_words(node) : 0;
    if (words == 0 || words > chunk->tape_size - at || words < words_least(node_kind(node))) {
        print(output, "%6u  no record\n", at);
        return 0;
    }
    print(output, "%6u  %*s%s [%u, %u)", at, (int)indent, "", mdp_kind_name(node_kind(node)), node[NODE_BEGIN],
          node[NODE_END]);
    print_rest(output, chunk, node);
    if (node_kind(node) < 64 && kind_is_container(node_kind(node)))
        print(output, ", next %u", node[NODE_NEXT]);
    print(output, "\n        %*s", (int)indent, "");
    for (uint32_t i = 0; i < words; i++)
        print(output, i ? " %08X" : "%08X", node[i]);
    print(output, "\n");
    return words;
}

static void print_tape(struct dump_output output, const struct chunk *chunk)
{
    const uint32_t *tape = chunk_tape(chunk);
    uint32_t open = NODE_NONE, words;
    unsigned depth = 0;
    for (uint32_t at = 0; at < chunk->tape_size; at += words) {
        while (depth && open < at && tape[open + NODE_NEXT] <= at) {
            open = tape[open + NODE_PARENT];
            depth--;
        }
        words = print_record(output, chunk, at, depth);
        if (words == 0)
            return;
        if (node_kind(tape + at) < 64 && kind_is_container(node_kind(tape + at))) {
            open = at;
            depth++;
        }
    }
}

/* --------------------------------------------------------------------------------------------------------- chunks */

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void print_tables(struct dump_output output, const struct chunk *chunk)
{
    const struct chunk_definition *definitions = chunk_definitions(chunk);
    const struct chunk_line *lines = chunk_lines(chunk);
    if (chunk->lookup_count)
        print(output, "lookups\n");
    for (uint32_t i = 0; i < chunk->lookup_count; i++)
        print(output, "%6u  hash %016" PRIX64 "\n", i, chunk_lookups(chunk)[i]);
    if (chunk->definition_count)
        print(output, "definitions\n");
    for (uint32_t i = 0; i < chunk->definition_count; i++)
        print(output, "%6u  hash %016" PRIX64 ", record at %u\n", i, definitions[i].hash, definitions[i].node);
    print(output, "lines\n");
    for (uint32_t i = 0; i < chunk->line_count; i++)
        print(output, "%6u  byte %u: behind %u line end%s, in the line that begins at %u\n", i, i * LINES_STEP,
              lines[i].lines, plural(lines[i].lines), lines[i].begin);
}

void dump_chunk(const mdp_document *document, uint32_t index, struct dump_output output)
{
    const struct place *place = &document->places[index];
    const struct chunk *chunk = place->chunk;
    print(output, "chunk %u: at byte %zu, behind %zu line end%s\n", index, place->begin, place->line_ends,
          plural(place->line_ends));
    print(output,
          "        text of %u byte%s, %u line end%s; tape of %u words, %u node%s, %u at the top; pool of "
          "%u byte%s\n",
          chunk->text_size, plural(chunk->text_size), chunk->line_ends, plural(chunk->line_ends), chunk->tape_size,
          chunk->nodes, plural(chunk->nodes), chunk->blocks, chunk->pool_size, plural(chunk->pool_size));
    print_tables(output, chunk);
    print(output, "tape\n");
    print_tape(output, chunk);
    print(output, "pool\n        ");
    print_bytes(output, chunk_text(chunk) + chunk->text_size, chunk->pool_size);
    print(output, "\n");
}

void dump_document(const mdp_document *document, struct dump_output output)
{
    print(output, "document: %zu byte%s in %u chunk%s\n", document->text_size, plural(document->text_size),
          document->place_count, plural(document->place_count));
    if (document->definition_count)
        print(output, "map\n");
    for (uint32_t i = 0; i < document->definition_count; i++) {
        const struct definition *entry = &document->definitions[i];
        print(output, "%6u  hash %016" PRIX64 ", chunk %u, definition %u\n", i, entry->hash, entry->chunk,
              entry->index);
    }
    for (uint32_t i = 0; i < document->place_count; i++)
        dump_chunk(document, i, output);
}

void dump_node(mdp_node node, struct dump_output output)
{
    if (mdp_node_is_none(node))
        print(output, "none: no record\n");
    else if (node.chunk == CHUNK_ROOT)
        print(output, "document: no record\n");
    else
        print_record(output, node.document->places[node.chunk].chunk, node.index, 0);
}
