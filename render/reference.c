/* reference.c: counts what reference links add to the output; see reference.h. */
#include "reference.h"

#define BUDGET_MIN ((size_t)100000)

void render_budget_init(render_budget *budget, const mdp_document *document, size_t most)
{
    size_t size = mdp_document_size(document);
    budget->left = most ? most : size > BUDGET_MIN ? size : BUDGET_MIN;
    budget->refused_count = 0;
}

static render_link refuse(render_budget *budget, mdp_node link)
{
    if (budget->refused_count < RENDER_REFUSED_MAX)
        budget->refused[budget->refused_count++] = link;
    return (render_link){.refused = true, .destination = {"", 0}, .title = {"", 0}};
}

render_link render_link_enter(render_budget *budget, mdp_node node)
{
    mdp_link link = mdp_node_link(node);
    if (render_is_reference(link.form)) {
        size_t cost = link.destination.size + link.title.size;
        if (budget->refused_count == RENDER_REFUSED_MAX || cost > budget->left)
            return refuse(budget, node);
        budget->left -= cost;
    }
    return (render_link){false, link.destination, link.title};
}

bool render_link_leave(render_budget *budget, mdp_node link)
{
    size_t count = budget->refused_count;
    if (count == 0 || !render_is_reference(mdp_node_link_form(link)))
        return false;
    if (!mdp_node_equal(budget->refused[count - 1], link))
        return count == RENDER_REFUSED_MAX; /* inside the innermost that is known: all are refused, or none */
    budget->refused_count--;
    return true;
}

render_brackets render_brackets_before(mdp_kind kind)
{
    mdp_string open = kind == MDP_KIND_IMAGE ? (mdp_string){"![", 2} : (mdp_string){"[", 1};
    return (render_brackets){{open, {"", 0}, {"", 0}}};
}

render_brackets render_brackets_after(mdp_node link)
{
    switch (mdp_node_link_form(link)) {
    case MDP_LINK_FULL:
        return (render_brackets){{{"][", 2}, mdp_node_label(link), {"]", 1}}};
    case MDP_LINK_COLLAPSED:
        return (render_brackets){{{"][]", 3}, {"", 0}, {"", 0}}};
    default:
        return (render_brackets){{{"]", 1}, {"", 0}, {"", 0}}};
    }
}

size_t render_brackets_size(render_brackets brackets)
{
    return brackets.parts[0].size + brackets.parts[1].size + brackets.parts[2].size;
}

const char *render_form_name(mdp_link_form form)
{
    switch (form) {
    case MDP_LINK_NONE:
        break;
    case MDP_LINK_INLINE:
        return "inline";
    case MDP_LINK_FULL:
        return "full";
    case MDP_LINK_COLLAPSED:
        return "collapsed";
    case MDP_LINK_SHORTCUT:
        return "shortcut";
    case MDP_LINK_AUTO:
        return "auto";
    case MDP_LINK_EXTENDED:
        return "extended";
    }
    return "none";
}

const char *render_align_name(mdp_align align)
{
    static const char *const names[] = {"none", "left", "center", "right"};
    return names[align];
}

const char *render_alert_name(mdp_alert alert)
{
    static const char *const names[] = {"none", "note", "tip", "important", "warning", "caution"};
    return names[alert];
}
