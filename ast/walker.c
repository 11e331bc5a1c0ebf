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
