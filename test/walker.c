/* walker.c: mdp_walker against navigation with first_child, next_sibling and parent. */
#include "samples.h"

/* The next step of a walk that holds no state but where it is: what mdp_walker must agree with. */
struct naive {
    mdp_node top;
    mdp_node node;
    bool entering;
};

static bool naive_next(struct naive *walk, bool skip_children)
{
    if (walk->entering) {
        mdp_node child = skip_children ? (mdp_node){0} : mdp_node_first_child(walk->node);
        if (mdp_node_is_none(child))
            walk->entering = false;
        else
            walk->node = child;
        return true;
    }
    if (mdp_node_equal(walk->node, walk->top))
        return false;
    mdp_node sibling = mdp_node_next_sibling(walk->node);
    walk->entering = !mdp_node_is_none(sibling);
    walk->node = walk->entering ? sibling : mdp_node_parent(walk->node);
    return true;
}

/* Walks from `top`, skipping the children of each node of the kind `skipped`; returns the nodes entered. */
static size_t check_walk(struct check *check, mdp_node top, mdp_kind skipped)
{
    mdp_walker walker = mdp_walk(top);
    struct naive naive = {top, top, true};
    size_t entered = 0, left = 0;
    bool more = mdp_walker_next(&walker);
    CHECK(check, more);
    while (more) {
        if (!CHECK(check, mdp_node_equal(walker.node, naive.node)) ||
            !CHECK(check, walker.entering == naive.entering) ||
            !CHECK(check, walker.kind == mdp_node_kind(walker.node)))
            return entered;
        bool skip = walker.entering && walker.kind == skipped;
        if (skip)
            mdp_walker_skip_children(&walker);
        entered += walker.entering;
        left += !walker.entering;
        more = mdp_walker_next(&walker);
        if (!CHECK(check, naive_next(&naive, skip) == more))
            return entered;
    }
    CHECK_SIZE(check, left, entered);
    CHECK(check, !mdp_walker_next(&walker)); /* the end is the end */
    CHECK(check, !mdp_walker_next(&walker));
    return entered;
}

static void agrees(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    size_t entered = check_walk(check, mdp_document_root(document), MDP_KIND_NONE);
    CHECK_SIZE(check, entered, mdp_document_measure(document).nodes);
    mdp_document_release(document);
}

static void skips(struct check *check, const struct sample *sample)
{
    static const mdp_kind kinds[] = {
        MDP_KIND_DOCUMENT,  MDP_KIND_BLOCK_QUOTE, MDP_KIND_LIST, MDP_KIND_LIST_ITEM,
        MDP_KIND_PARAGRAPH, MDP_KIND_TEXT,        MDP_KIND_LINK, MDP_KIND_EMPHASIS,
    };
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    for (size_t i = 0; i < CHECK_COUNT(kinds); i++) {
        size_t entered = check_walk(check, mdp_document_root(document), kinds[i]);
        if (kinds[i] == MDP_KIND_DOCUMENT)
            CHECK_SIZE(check, entered, 1);
    }
    mdp_document_release(document);
}

/* A walk of a part stays in that part. Every node of the first levels is a top; all would be quadratic in depth. */
static void stays_below_top(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    mdp_node child = mdp_node_first_child(mdp_document_root(document));
    for (size_t i = 0; i < 50 && !mdp_node_is_none(child); i++, child = mdp_node_next_sibling(child)) {
        mdp_node top = child;
        for (size_t depth = 0; depth < 8 && !mdp_node_is_none(top); depth++, top = mdp_node_first_child(top))
            check_walk(check, top, MDP_KIND_NONE);
    }
    mdp_document_release(document);
}

/* parent, first_child and next_sibling are one tree: each child's parent is the node that it was reached from. */
static void parents(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    mdp_node root = mdp_document_root(document);
    CHECK(check, mdp_node_is_none(mdp_node_parent(root)));
    CHECK(check, mdp_node_is_none(mdp_node_next_sibling(root)));
    mdp_walker walker = mdp_walk(root);
    while (mdp_walker_next(&walker) && check->complaints == 0) {
        if (!walker.entering)
            continue;
        mdp_node child = mdp_node_first_child(walker.node);
        for (; !mdp_node_is_none(child); child = mdp_node_next_sibling(child)) {
            CHECK(check, mdp_node_equal(mdp_node_parent(child), walker.node));
            CHECK(check, !mdp_node_equal(child, mdp_node_next_sibling(child)));
        }
    }
    mdp_document_release(document);
}

static void none_top(struct check *check)
{
    mdp_walker walker = mdp_walk((mdp_node){0});
    CHECK(check, !mdp_walker_next(&walker));
    CHECK(check, !mdp_walker_next(&walker));
}

/* Skipping twice, and skipping where there is nothing below, is skipping once. */
static void skip_again(struct check *check)
{
    static const char text[] = "*a* b\n\n---\n";
    const mdp_document *document = NULL;
    if (!CHECK(check, mdp_parse(text, sizeof text - 1, NULL, &document) == MDP_OK))
        return;
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    size_t steps = 0;
    while (mdp_walker_next(&walker) && steps < 100) {
        steps++;
        if (walker.entering && walker.kind != MDP_KIND_DOCUMENT) {
            mdp_walker_skip_children(&walker);
            mdp_walker_skip_children(&walker);
        }
    }
    CHECK_SIZE(check, steps, 6); /* document, paragraph and thematic break, in and out */
    mdp_document_release(document);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"none_top", none_top}, {"skip_again", skip_again}};
    static const struct property properties[] = {
        {"agrees", agrees}, {"skips", skips}, {"stays_below_top", stays_below_top}, {"parents", parents}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
