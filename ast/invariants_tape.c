/* invariants_tape.c: the tape of one chunk, and the tables that are made from it: 8 to 21.
 *
 * One pass over the records, left to right, that keeps track of the container that is open. Records name their parents,
 * and a parent was checked when it was opened, so that there is no stack and no recursion; each container is left once,
 * so that the cost is linear. */
#include "checker.h"
#include "label.h"

#define KIND(kind) (UINT64_C(1) << MDP_KIND_##kind)

enum { LIST_START_MAX = 999999999 };

#define BLOCKS                                                                                                         \
    (KIND(BLOCK_QUOTE) | KIND(LIST) | KIND(CODE_BLOCK) | KIND(HTML_BLOCK) | KIND(PARAGRAPH) | KIND(HEADING) |          \
     KIND(THEMATIC_BREAK) | KIND(DEFINITION) | KIND(TABLE) | KIND(FOOTNOTE_DEFINITION))
#define TOP_BLOCKS (BLOCKS | KIND(ALERT))
#define INLINES                                                                                                        \
    (KIND(TEXT) | KIND(SOFT_BREAK) | KIND(HARD_BREAK) | KIND(CODE_SPAN) | KIND(RAW_HTML) | KIND(EMPHASIS) |            \
     KIND(STRONG) | KIND(LINK) | KIND(IMAGE) | KIND(STRIKETHROUGH) | KIND(FOOTNOTE_REFERENCE))
#define HAVE_CHILDREN                                                                                                  \
    (KIND(LIST) | KIND(TABLE) | KIND(TABLE_ROW) | KIND(ALERT) | KIND(PARAGRAPH) | KIND(EMPHASIS) | KIND(STRONG) |      \
     KIND(STRIKETHROUGH))

/* Where the pass is. */
struct walk {
    uint32_t at;       /* the record */
    uint32_t open;     /* the innermost container that is open, or NODE_NONE */
    uint32_t previous; /* the sibling before, or NODE_NONE */
    uint32_t link_end; /* what lies before this index is in a link */
    uint32_t nodes;
    uint32_t blocks;
    uint32_t definitions; /* so many were met */
    uint32_t lookups;     /* so many were passed */
    uint64_t pool;        /* bytes in the pool that strings have */
};

/* ---------------------------------------------------------------------------------------------------- records: 12 */

/* Whether a record of this kind can have so many words; no words fit an unknown kind. */
static bool words_fit(mdp_kind kind, uint32_t words)
{
    switch (kind) {
    case MDP_KIND_THEMATIC_BREAK:
    case MDP_KIND_SOFT_BREAK:
    case MDP_KIND_HARD_BREAK:
        return words == WORDS_LEAF;
    case MDP_KIND_TEXT:
    case MDP_KIND_RAW_HTML:
        return words == WORDS_LEAF || words == WORDS_STRING;
    case MDP_KIND_CODE_SPAN:
    case MDP_KIND_HTML_BLOCK:
        return words == WORDS_STRING;
    case MDP_KIND_CODE_BLOCK:
        return words == WORDS_CODE_BLOCK;
    case MDP_KIND_DEFINITION:
        return words == WORDS_DEFINITION;
    case MDP_KIND_LIST:
        return words == WORDS_LIST;
    case MDP_KIND_TABLE:
        return words == WORDS_TABLE;
    case MDP_KIND_ALERT:
        return words == WORDS_ALERT;
    case MDP_KIND_LIST_ITEM:
        return words == WORDS_CONTAINER || words == WORDS_TASK;
    case MDP_KIND_FOOTNOTE_DEFINITION:
        return words == WORDS_FOOTNOTE_DEFINITION;
    case MDP_KIND_FOOTNOTE_REFERENCE:
        return words == WORDS_FOOTNOTE_REFERENCE;
    case MDP_KIND_LINK:
    case MDP_KIND_IMAGE:
        return words == WORDS_LINK;
    case MDP_KIND_BLOCK_QUOTE:
    case MDP_KIND_PARAGRAPH:
    case MDP_KIND_HEADING:
    case MDP_KIND_TABLE_ROW:
    case MDP_KIND_TABLE_CELL:
    case MDP_KIND_EMPHASIS:
    case MDP_KIND_STRONG:
    case MDP_KIND_STRIKETHROUGH:
        return words == WORDS_CONTAINER;
    case MDP_KIND_NONE:
    case MDP_KIND_DOCUMENT:
        break;
    }
    return false;
}

static bool check_record(const struct checker *checker, const struct walk *walk)
{
    const uint32_t *node = chunk_tape(checker->chunk) + walk->at;
    uint32_t left = checker->chunk->tape_size - walk->at;
    return require(checker, 12, words_fit(node_kind(node), node_words(node)), "a record's kind or size is unknown") &&
           require(checker, 12, node_words(node) <= left, "a record does not fit the tape");
}

/* --------------------------------------------------------------------------------------------------- nesting: 13-17 */

static uint64_t children_of(mdp_kind kind)
{
    switch (kind) {
    case MDP_KIND_LIST:
        return KIND(LIST_ITEM);
    case MDP_KIND_TABLE:
        return KIND(TABLE_ROW);
    case MDP_KIND_TABLE_ROW:
        return KIND(TABLE_CELL);
    case MDP_KIND_BLOCK_QUOTE:
    case MDP_KIND_ALERT:
    case MDP_KIND_LIST_ITEM:
    case MDP_KIND_FOOTNOTE_DEFINITION:
        return BLOCKS;
    default:
        return INLINES;
    }
}

static bool check_nesting(const struct checker *checker, const struct walk *walk)
{
    const uint32_t *tape = chunk_tape(checker->chunk), *node = tape + walk->at;
    mdp_kind kind = node_kind(node);
    uint64_t allowed = walk->open == NODE_NONE ? TOP_BLOCKS : children_of(node_kind(tape + walk->open));
    if (!require(checker, 13, node[NODE_PARENT] == walk->open, "the parent is not the open container") ||
        !require(checker, 15, allowed >> kind & 1, "a node in a container that does not hold its kind"))
        return false;
    if (kind_is_container(kind)) {
        uint32_t end = walk->open == NODE_NONE ? checker->chunk->tape_size : tape[walk->open + NODE_NEXT];
        if (!require(checker, 14, node[NODE_NEXT] >= walk->at + node_words(node) && node[NODE_NEXT] <= end,
                     "next is not behind the record, or beyond the parent's"))
            return false;
    }
    return require(checker, 16,
                   kind != MDP_KIND_LINK || walk->at >= walk->link_end || node_detail(node) == MDP_LINK_AUTO,
                   "a link within a link");
}

/* -------------------------------------------------------------------------------------------------- details: 18 */

static bool list_fits(uint32_t detail, uint32_t start)
{
    uint32_t marker = detail >> DETAIL_LIST_MARKER_SHIFT;
    if (detail & DETAIL_LIST_ORDERED)
        return (marker == '.' || marker == ')') && start <= LIST_START_MAX &&
               !(detail & DETAIL_LIST_STARTED) == (start == 1);
    return (marker == '-' || marker == '+' || marker == '*') && start == 0 && !(detail & DETAIL_LIST_STARTED);
}

/* Whether a paragraph is a child of an item of a tight list. */
static bool is_tight(const uint32_t *tape, const uint32_t *paragraph)
{
    if (paragraph[NODE_PARENT] == NODE_NONE)
        return false;
    const uint32_t *item = tape + paragraph[NODE_PARENT];
    return node_kind(item) == MDP_KIND_LIST_ITEM && !(node_detail(tape + item[NODE_PARENT]) & DETAIL_LIST_LOOSE);
}

static bool detail_fits(const uint32_t *tape, const uint32_t *node)
{
    uint32_t detail = node_detail(node), level = detail & DETAIL_HEADING_LEVEL;
    switch (node_kind(node)) {
    case MDP_KIND_HEADING:
        if (detail & DETAIL_HEADING_SETEXT)
            return detail <= (DETAIL_HEADING_LEVEL | DETAIL_HEADING_SETEXT) && (level == 1 || level == 2);
        return detail == level && level >= 1 && level <= 6;
    case MDP_KIND_LIST:
        return (detail & ((1U << DETAIL_LIST_MARKER_SHIFT) - 1)) <= DETAIL_VARIANT &&
               list_fits(detail, node[NODE_LIST_START]);
    case MDP_KIND_LIST_ITEM:
        return node_words(node) == WORDS_TASK ? detail == MDP_TASK_OPEN || detail == MDP_TASK_DONE : detail == 0;
    case MDP_KIND_PARAGRAPH:
        return !(detail & DETAIL_PARAGRAPH_TIGHT) == !is_tight(tape, node) && detail <= DETAIL_PARAGRAPH_TIGHT;
    case MDP_KIND_TABLE_ROW:
        return !(detail & ~(uint32_t)DETAIL_ROW_HEADER);
    case MDP_KIND_TABLE_CELL:
        return !(detail & ~(uint32_t)(DETAIL_CELL_HEADER | DETAIL_CELL_ALIGN)) &&
               !(detail & DETAIL_CELL_HEADER) == !(node_detail(tape + node[NODE_PARENT]) & DETAIL_ROW_HEADER);
    case MDP_KIND_ALERT:
        return detail >= MDP_ALERT_NOTE && detail <= MDP_ALERT_CAUTION;
    case MDP_KIND_CODE_BLOCK:
        return detail == DETAIL_CODE_FENCED || (detail == 0 && node[NODE_CODE_INFO + 1] == 0);
    case MDP_KIND_LINK:
        return detail >= MDP_LINK_INLINE && detail <= MDP_LINK_EXTENDED;
    case MDP_KIND_IMAGE:
        return detail >= MDP_LINK_INLINE && detail <= MDP_LINK_SHORTCUT;
    default:
        return detail == 0;
    }
}

/* ----------------------------------------------------------------------------------------------- spans: 19-21, 26 */

static bool is_white_space(const char *text, uint32_t begin, uint32_t end)
{
    while (begin < end && (text[begin] == ' ' || text[begin] == '\t' || text[begin] == '\n' || text[begin] == '\r'))
        begin++;
    return begin >= end;
}

/* 21, for what lies between two top-level blocks, or one and an end of the chunk's text. */
static bool check_gap(const struct checker *checker, uint32_t begin, uint32_t end)
{
    const char *text = chunk_text(checker->chunk);
    static const char mark[] = {'\xEF', '\xBB', '\xBF'};
    if (checker->index == 0 && begin == 0 && end >= sizeof mark && text[0] == mark[0] && text[1] == mark[1] &&
        text[2] == mark[2])
        begin = sizeof mark;
    return require(checker, 21, is_white_space(text, begin, end), "text that belongs to no block");
}

static bool is_text_slice(const uint32_t *node)
{
    return node_kind(node) == MDP_KIND_TEXT && node_words(node) == WORDS_LEAF;
}

static bool check_span(const struct checker *checker, const struct walk *walk)
{
    const uint32_t *tape = chunk_tape(checker->chunk), *node = tape + walk->at;
    const uint32_t *parent = walk->open == NODE_NONE ? NULL : tape + walk->open;
    const uint32_t *sibling = walk->previous == NODE_NONE ? NULL : tape + walk->previous;
    uint32_t least = parent ? parent[NODE_BEGIN] : 0, most = parent ? parent[NODE_END] : checker->chunk->text_size;
    bool empty = node_kind(node) == MDP_KIND_TABLE_CELL && node[NODE_NEXT] == walk->at + node_words(node);
    if (!require(checker, 19, node[NODE_BEGIN] < node[NODE_END] || (empty && node[NODE_BEGIN] == node[NODE_END]),
                 "an empty span") ||
        !require(checker, 19, node[NODE_BEGIN] >= least && node[NODE_END] <= most, "a span beyond its parent's") ||
        !require(checker, 20, !sibling || node[NODE_BEGIN] >= sibling[NODE_END], "a node begins within the one before"))
        return false;
    if (!parent && !check_gap(checker, sibling ? sibling[NODE_END] : 0, node[NODE_BEGIN]))
        return false;
    return require(checker, 26,
                   !sibling || !is_text_slice(sibling) || !is_text_slice(node) || node[NODE_BEGIN] != sibling[NODE_END],
                   "two slices of text that would be one");
}

/* 32, for a list item. */
static bool check_task(const struct checker *checker, const uint32_t *item)
{
    if (node_words(item) != WORDS_TASK)
        return true;
    uint32_t box = item[NODE_TASK_BOX], size = item[NODE_END] - item[NODE_BEGIN];
    if (!require(checker, 32, box > 0 && box < size && size - box > TASK_BOX_SIZE, "a box is not in its item"))
        return false;
    const char *text = chunk_text(checker->chunk) + item[NODE_BEGIN] + box;
    bool done = node_detail(item) == MDP_TASK_DONE;
    return require(checker, 32,
                   text[0] == '[' && text[2] == ']' && (done ? text[1] == 'x' || text[1] == 'X' : text[1] == ' '),
                   "a box is not what the item says");
}

/* 33, for an alert. */
static bool check_alert(const struct checker *checker, const uint32_t *alert)
{
    mdp_alert kind = (mdp_alert)node_detail(alert);
    const char *title = mdp_alert_title(kind);
    uint32_t marker = alert[NODE_ALERT_MARKER], size = alert_marker_size(kind),
             end = alert[NODE_END] - alert[NODE_BEGIN];
    if (!require(checker, 33, marker > 0 && marker < end && end - marker > size, "a marker is not in its alert"))
        return false;
    const char *text = chunk_text(checker->chunk) + alert[NODE_BEGIN] + marker;
    bool same = text[0] == '[' && text[1] == '!' && text[size - 1] == ']';
    for (uint32_t i = 0; title[i]; i++)
        same = same && (text[i + 2] | 0x20) == (title[i] | 0x20);
    return require(checker, 33, same, "a marker is not what the alert says");
}

/* --------------------------------------------------------------------------------------------------- tables: 9, 10 */

static bool is_definition(mdp_kind kind)
{
    return kind == MDP_KIND_DEFINITION || kind == MDP_KIND_FOOTNOTE_DEFINITION;
}

static bool check_definition(const struct checker *checker, struct walk *walk)
{
    const struct chunk *chunk = checker->chunk;
    if (!require(checker, 9, walk->definitions < chunk->definition_count, "a definition that is not in the table"))
        return false;
    struct chunk_definition own = chunk_definitions(chunk)[walk->definitions++];
    mdp_string label = definition_label(chunk, chunk_tape(chunk) + walk->at);
    char normal[LABEL_NORMAL_MAX];
    size_t size = label_normalize(label.data, label.size, normal);
    return require(checker, 27, size > 0, "a blank label") &&
           require(checker, 9, own.node == walk->at && own.zero == 0, "the table has another definition here") &&
           require(checker, 9, own.hash == label_hash(normal, size), "the table has another hash");
}

/* 10, for a node that ends. */
static bool check_lookup(const struct checker *checker, struct walk *walk, const uint32_t *node)
{
    const struct chunk *chunk = checker->chunk;
    const uint64_t *lookups = chunk_lookups(chunk);
    unsigned word = reference_word(node);
    if (!word)
        return true;
    while (walk->lookups < chunk->lookup_count && lookups[walk->lookups] != reference_hash(node, word))
        walk->lookups++;
    return require(checker, 10, walk->lookups++ < chunk->lookup_count, "a reference that was not looked up");
}

/* The open container ends: what can be said of it only now. Then it is a sibling before what follows. */
static bool leave(struct checker *checker, struct walk *walk)
{
    const struct chunk *chunk = checker->chunk;
    const uint32_t *tape = chunk_tape(chunk), *node = tape + walk->open;
    uint32_t first = walk->open + node_words(node);
    checker->node = walk->open;
    if (!require(checker, 17, walk->previous != NODE_NONE || !(HAVE_CHILDREN >> node_kind(node) & 1),
                 "a container of this kind without children"))
        return false;
    if (is_autolink(node) && !require(checker, 17, walk->previous == first && node_kind(tape + first) == MDP_KIND_TEXT,
                                      "an autolink with other children than one text"))
        return false;
    if (!check_lookup(checker, walk, node))
        return false;
    walk->previous = walk->open;
    walk->open = node[NODE_PARENT];
    return true;
}

/* -------------------------------------------------------------------------------------------------------- the pass */

/* Leaves the containers that end before the record at `at`. */
static bool leave_ended(struct checker *checker, struct walk *walk)
{
    const uint32_t *tape = chunk_tape(checker->chunk);
    while (walk->open != NODE_NONE && tape[walk->open + NODE_NEXT] <= walk->at) {
        checker->node = walk->open;
        if (!require(checker, 14, tape[walk->open + NODE_NEXT] == walk->at, "next is within a record") ||
            !leave(checker, walk))
            return false;
    }
    return true;
}

static bool enter(struct checker *checker, struct walk *walk)
{
    const uint32_t *tape = chunk_tape(checker->chunk), *node = tape + walk->at;
    mdp_kind kind = node_kind(node);
    checker->node = walk->at;
    if (!check_record(checker, walk) || !check_nesting(checker, walk) ||
        !require(checker, 18, detail_fits(tape, node), "the detail is out of range") || !check_span(checker, walk) ||
        (kind == MDP_KIND_LIST_ITEM && !check_task(checker, node)) ||
        (kind == MDP_KIND_ALERT && !check_alert(checker, node)) || !check_strings(checker, node, &walk->pool) ||
        (is_definition(kind) && !check_definition(checker, walk)) ||
        (kind == MDP_KIND_FOOTNOTE_REFERENCE && !check_lookup(checker, walk, node)))
        return false;
    walk->nodes++;
    walk->blocks += node[NODE_PARENT] == NODE_NONE;
    if (kind == MDP_KIND_LINK && walk->at >= walk->link_end)
        walk->link_end = node[NODE_NEXT];
    if (kind_is_container(kind)) {
        walk->open = walk->at;
        walk->previous = NODE_NONE;
    } else {
        walk->previous = walk->at;
    }
    walk->at += node_words(node);
    return true;
}

bool check_tape(struct checker *checker)
{
    const struct chunk *chunk = checker->chunk;
    struct walk walk = {.open = NODE_NONE, .previous = NODE_NONE};
    while (walk.at < chunk->tape_size) {
        if (!leave_ended(checker, &walk) || !enter(checker, &walk))
            return false;
    }
    if (!leave_ended(checker, &walk))
        return false;
    uint32_t reached = walk.previous == NODE_NONE ? 0 : chunk_tape(chunk)[walk.previous + NODE_END];
    checker->node = NODE_NONE;
    return check_gap(checker, reached, chunk->text_size) &&
           require(checker, 8, walk.nodes == chunk->nodes, "another number of nodes") &&
           require(checker, 8, walk.blocks == chunk->blocks, "another number of blocks") &&
           require(checker, 9, walk.definitions == chunk->definition_count, "a definition that is not on the tape") &&
           require(checker, 11, walk.pool == chunk->pool_size, "the strings in the pool are not the pool");
}
