/* walker.c: enters and leaves every node of a subtree, in document order, in constant space: a node knows its parent,
 * so that there is no stack to keep. */
#include "mdparse.h"

mdp_walker mdp_walk(mdp_node top)
{
    return (mdp_walker){.top = top};
}

bool mdp_walker_next(mdp_walker *walker)
{
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
