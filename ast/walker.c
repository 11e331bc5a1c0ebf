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

/* Where a walk stands between two records of a chunk. */
struct cursor {
    const struct chunk *chunk;
    const uint32_t *tape;
    const char *text;
    uint32_t number; /* of the chunk */
    uint32_t parent; /* the innermost container that is entered and not left, or NODE_NONE for the root */
    uint32_t next;   /* the record behind all that was told */
    uint32_t limit;  /* the record behind the parent, or the end of the tape */
};

static inline void cursor_set_parent(struct cursor *at, uint32_t parent)
{
    at->parent = parent;
    at->limit = parent == NODE_NONE ? at->chunk->tape_size : at->tape[parent + NODE_NEXT];
}

/* Before the first block of a chunk. */
static inline struct cursor cursor_in_chunk(const mdp_document *document, uint32_t number)
{
    const struct chunk *chunk = document->places[number].chunk;
    return (struct cursor){.chunk = chunk,
                           .tape = chunk_tape(chunk),
                           .text = chunk_text(chunk),
                           .number = number,
                           .parent = NODE_NONE,
                           .limit = chunk->tape_size};
}

/* Behind the last step of a walker that has more to tell. */
static struct cursor cursor_behind(const mdp_walker *walker)
{
    if (walker->node.chunk == CHUNK_ROOT)
        return cursor_in_chunk(walker->node.document, 0);
    struct cursor at = cursor_in_chunk(walker->node.document, walker->node.chunk);
    const uint32_t *record = at.tape + walker->node.index;
    bool container = kind_is_container(node_kind(record));
    at.next = container && !walker->entering ? record[NODE_NEXT] : walker->node.index + node_words(record);
    cursor_set_parent(&at, container && walker->entering ? walker->node.index : record[NODE_PARENT]);
    return at;
}

static inline mdp_event cursor_enter(struct cursor *at, const mdp_document *document)
{
    const uint32_t *record = at->tape + at->next;
    mdp_event event = {{document, at->number, at->next}, {at->text, 0}, node_kind(record), true};
    if (kind_is_container(event.kind)) {
        at->parent = at->next;
        at->limit = record[NODE_NEXT];
    } else {
        event.text = node_literal(at->text, record);
    }
    at->next += node_words(record);
    return event;
}

static inline mdp_event cursor_leave(struct cursor *at, const mdp_document *document)
{
    const uint32_t *record = at->tape + at->parent;
    mdp_event event = {{document, at->number, at->parent}, {at->text, 0}, node_kind(record), false};
    cursor_set_parent(at, record[NODE_PARENT]);
    return event;
}

/* The steps behind the walker's last, to the end of the walk or of the room for them. Reads each record once. */
static size_t read_steps(const mdp_walker *walker, mdp_event *events, size_t capacity)
{
    const mdp_document *document = walker->node.document;
    if (!document || (!walker->entering && mdp_node_equal(walker->node, walker->top)))
        return 0;
    struct cursor at = cursor_behind(walker);
    uint32_t top = walker->top.chunk == CHUNK_ROOT ? NODE_NONE : walker->top.index;
    mdp_event *event = events, *end = events + capacity;
    while (event < end) {
        if (at.next < at.limit) {
            *event++ = cursor_enter(&at, document);
        } else if (at.parent != NODE_NONE) {
            bool last = at.parent == top;
            *event++ = cursor_leave(&at, document);
            if (last)
                break;
        } else if (at.number + 1 < document->place_count) {
            at = cursor_in_chunk(document, at.number + 1);
        } else {
            *event++ = (mdp_event){walker->top, {"", 0}, MDP_KIND_DOCUMENT, false};
            break;
        }
    }
    return (size_t)(event - events);
}

/* A leaf is told once: what was entered is left. */
static void leave_leaf(mdp_walker *walker)
{
    if (walker->kind != MDP_KIND_DOCUMENT && !kind_is_container(walker->kind))
        walker->entering = walker->skipping = false;
}

/* The walk's first step, and one that skips children, are those of mdp_walker_next. */
size_t mdp_walker_read(mdp_walker *walker, mdp_event *events, size_t capacity)
{
    size_t count = 0;
    leave_leaf(walker);
    if (capacity > 0 && (!walker->started || walker->skipping)) {
        if (!mdp_walker_next(walker))
            return 0;
        mdp_string text = walker->entering ? mdp_node_text(walker->node) : (mdp_string){"", 0};
        events[count++] = (mdp_event){walker->node, text, walker->kind, walker->entering};
        leave_leaf(walker);
    }
    size_t steps = read_steps(walker, events + count, capacity - count);
    if (steps > 0) {
        const mdp_event *last = &events[count + steps - 1];
        walker->node = last->node;
        walker->kind = last->kind;
        walker->entering = last->entering;
        leave_leaf(walker);
    }
    return count + steps;
}
