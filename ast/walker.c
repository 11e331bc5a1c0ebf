/* walker.c: enters and leaves every node of a subtree, in document order, in constant space: a node knows its parent,
 * so that there is no stack to keep. */
#include "layout.h"

mdp_walker mdp_walk(mdp_node top)
{
    return (mdp_walker){.top = top};
}

/* The next step within a chunk, which is nearly every one: the record at hand tells all. False where the step leads to
 * or from the root, or to another chunk. */
static bool step_in_chunk(mdp_walker *walker)
{
    if (!walker->started || !walker->node.document || walker->node.chunk == CHUNK_ROOT)
        return false;
    const uint32_t *tape = chunk_tape(walker->node.document->places[walker->node.chunk].chunk);
    const uint32_t *record = tape + walker->node.index;
    uint32_t next = walker->node.index + node_words(record);
    bool container = kind_is_container(node_kind(record));
    if (walker->entering) {
        if (walker->skipping || !container || record[NODE_NEXT] == next) {
            walker->entering = walker->skipping = false;
            return true;
        }
    } else {
        if (mdp_node_equal(walker->node, walker->top) || record[NODE_PARENT] == NODE_NONE)
            return false;
        next = container ? record[NODE_NEXT] : next;
        walker->entering = next < tape[record[NODE_PARENT] + NODE_NEXT];
        next = walker->entering ? next : record[NODE_PARENT];
    }
    walker->node.index = next;
    walker->kind = node_kind(tape + next);
    return true;
}

bool mdp_walker_next(mdp_walker *walker)
{
    if (step_in_chunk(walker))
        return true;
    mdp_node next = walker->top;
    if (walker->started) {
        if (walker->entering) {
            if (!walker->skipping)
                next = mdp_node_first_child(walker->node);
            if (walker->skipping || mdp_node_is_none(next)) {
                walker->entering = walker->skipping = false;
                return true;
            }
        } else if (mdp_node_is_none(walker->node) || mdp_node_equal(walker->node, walker->top)) {
            walker->node = (mdp_node){NULL, 0, 0};
            walker->kind = MDP_KIND_NONE;
            return false;
        } else {
            next = mdp_node_next_sibling(walker->node);
            if (mdp_node_is_none(next)) {
                walker->node = mdp_node_parent(walker->node);
                walker->kind = mdp_node_kind(walker->node);
                return true;
            }
        }
    }
    walker->started = true;
    walker->node = next;
    walker->kind = mdp_node_kind(next);
    walker->entering = !mdp_node_is_none(next);
    return walker->entering;
}

void mdp_walker_skip_children(mdp_walker *walker)
{
    walker->skipping = walker->entering;
}

/* ---------------------------------------------------------------------------------------------- many steps at once */

_Static_assert((unsigned)DETAIL_LIST_ORDERED == MDP_VARIANT_LIST_ORDERED &&
                   (unsigned)DETAIL_LIST_STARTED == MDP_VARIANT_LIST_STARTED &&
                   (unsigned)DETAIL_LIST_LOOSE == MDP_VARIANT_LIST_LOOSE &&
                   (unsigned)DETAIL_PARAGRAPH_TIGHT == MDP_VARIANT_PARAGRAPH_TIGHT &&
                   (unsigned)DETAIL_CODE_FENCED == MDP_VARIANT_CODE_FENCED &&
                   (unsigned)DETAIL_ROW_HEADER == MDP_VARIANT_TABLE_HEADER &&
                   (unsigned)DETAIL_CELL_HEADER == MDP_VARIANT_TABLE_HEADER,
               "what an event tells is what the record says");
_Static_assert(((DETAIL_HEADING_LEVEL | DETAIL_LINK_FORM | DETAIL_ALERT | DETAIL_ITEM_TASK | DETAIL_CELL_ALIGN) &
                ~DETAIL_VARIANT) == 0 &&
                   (unsigned)DETAIL_CELL_ALIGN == MDP_VARIANT_CELL_ALIGN,
               "and all that it tells");

/* Where a walk stands between two records of a chunk, and what of the chunk it is to tell: what is in `outer`, up to
 * `end`. */
struct cursor {
    const uint32_t *tape;
    const char *text;
    uint32_t number; /* of the chunk */
    uint32_t outer;  /* the container that the walk's top is in; NODE_NONE for the root, and where it is the top */
    uint32_t end;    /* the record behind the top, or the end of the tape */
    uint32_t parent; /* the innermost container that is entered and not left; before all of them, the outer one */
    uint32_t next;   /* the record behind all that was told */
    uint32_t limit;  /* the record behind the parent, or the end */
};

static inline void cursor_set_parent(struct cursor *at, uint32_t parent)
{
    at->parent = parent;
    at->limit = parent == at->outer ? at->end : at->tape[parent + NODE_NEXT];
}

/* Before the first block of a chunk, in a walk of the document. */
static inline struct cursor cursor_in_chunk(const mdp_document *document, uint32_t number)
{
    const struct chunk *chunk = document->places[number].chunk;
    return (struct cursor){.tape = chunk_tape(chunk),
                           .text = chunk_text(chunk),
                           .number = number,
                           .outer = NODE_NONE,
                           .end = chunk->tape_size,
                           .parent = NODE_NONE,
                           .limit = chunk->tape_size};
}

/* Before the first record of a walk. */
static inline struct cursor cursor_before(mdp_node top)
{
    if (top.chunk == CHUNK_ROOT)
        return cursor_in_chunk(top.document, 0);
    struct cursor at = cursor_in_chunk(top.document, top.chunk);
    at.next = top.index;
    at.outer = at.parent = at.tape[top.index + NODE_PARENT];
    at.end = at.limit = record_behind(at.tape, top.index);
    return at;
}

/* Takes the cursor of a walk from its beginning to behind a walker's last step. */
static void cursor_follow(struct cursor *at, const mdp_walker *walker)
{
    const mdp_document *document = walker->node.document;
    uint32_t number = walker->node.chunk, index = walker->node.index;
    if (number == CHUNK_ROOT) {
        if (walker->skipping) {
            *at = cursor_in_chunk(document, document->place_count - 1);
            at->next = at->end;
        }
        return;
    }
    if (number != at->number)
        *at = cursor_in_chunk(document, number);
    bool inside = walker->entering && !walker->skipping;
    at->next = inside ? index + node_words(at->tape + index) : record_behind(at->tape, index);
    cursor_set_parent(at, walker->entering ? index : at->tape[index + NODE_PARENT]);
}

/* The cursor goes on first: where the next record stands is what the next step waits for. */
static inline void cursor_enter(struct cursor *at, const mdp_document *document, mdp_event *event)
{
    uint32_t index = at->next;
    const uint32_t *record = at->tape + index;
    mdp_kind kind = node_kind(record);
    at->next = index + node_words(record);
    event->node = (mdp_node){document, at->number, index};
    event->kind = kind;
    event->entering = true;
    event->variant = node_detail(record) & DETAIL_VARIANT;
    if (kind_is_container(kind)) {
        at->parent = index;
        at->limit = record[NODE_NEXT];
        event->text = (mdp_string){at->text, 0};
    } else {
        event->text = node_literal(at->text, record);
    }
}

static inline void cursor_leave(struct cursor *at, const mdp_document *document, mdp_event *event)
{
    const uint32_t *record = at->tape + at->parent;
    *event = (mdp_event){.node = {document, at->number, at->parent},
                         .text = {at->text, 0},
                         .kind = node_kind(record),
                         .variant = node_detail(record) & DETAIL_VARIANT};
    cursor_set_parent(at, record[NODE_PARENT]);
}

/* A leaf is told once: what was entered is left. */
static void leave_leaf(mdp_walker *walker)
{
    if (walker->kind != MDP_KIND_DOCUMENT && !kind_is_container(walker->kind))
        walker->entering = walker->skipping = false;
}

static bool is_over(const mdp_walker *walker)
{
    return !walker->entering && (mdp_node_is_none(walker->node) || mdp_node_equal(walker->node, walker->top));
}

/* Reads each record once. The walk is not over where the loop begins, so there is a step to tell. */
size_t mdp_walker_read(mdp_walker *walker, mdp_event *events, size_t capacity)
{
    mdp_node top = walker->top;
    const mdp_document *document = top.document;
    if (!document || capacity == 0)
        return 0;
    mdp_event *event = events, *end = events + capacity;
    struct cursor at = cursor_before(top);
    if (walker->started) {
        leave_leaf(walker);
        if (is_over(walker))
            return 0;
        cursor_follow(&at, walker);
    } else if (top.chunk == CHUNK_ROOT) {
        *event++ = (mdp_event){.node = top, .text = string_empty(), .kind = MDP_KIND_DOCUMENT, .entering = true};
    }
    while (event < end) {
        if (usually(at.next < at.limit)) {
            cursor_enter(&at, document, event++);
        } else if (usually(at.parent != at.outer)) {
            cursor_leave(&at, document, event++);
        } else if (top.chunk != CHUNK_ROOT) {
            break;
        } else if (at.number + 1 < document->place_count) {
            at = cursor_in_chunk(document, at.number + 1);
        } else {
            *event++ = (mdp_event){.node = top, .text = string_empty(), .kind = MDP_KIND_DOCUMENT};
            break;
        }
    }
    walker->node = event[-1].node;
    walker->kind = event[-1].kind;
    walker->entering = event[-1].entering;
    walker->started = true;
    walker->skipping = false;
    leave_leaf(walker);
    return (size_t)(event - events);
}
