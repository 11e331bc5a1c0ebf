/* walker.c: mdp_walker against navigation with first_child, next_sibling and parent, and mdp_walker_read against
 * mdp_walker_next. */
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

static bool string_equal(mdp_string a, mdp_string b)
{
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

static bool has_no_children_ever(mdp_kind kind)
{
    return kind == MDP_KIND_CODE_BLOCK || kind == MDP_KIND_HTML_BLOCK || kind == MDP_KIND_THEMATIC_BREAK ||
           kind == MDP_KIND_DEFINITION || (kind >= MDP_KIND_TEXT && kind <= MDP_KIND_RAW_HTML) ||
           kind == MDP_KIND_FOOTNOTE_REFERENCE;
}

/* The next step that mdp_walker_read tells, from mdp_walker_next. */
static bool next_told(mdp_walker *walker)
{
    while (mdp_walker_next(walker)) {
        if (walker->entering || !has_no_children_ever(walker->kind))
            return true;
    }
    return false;
}

static bool is_tight_paragraph(mdp_node node)
{
    mdp_node item = mdp_node_parent(node);
    return mdp_node_kind(item) == MDP_KIND_LIST_ITEM && mdp_node_list_tight(mdp_node_parent(item));
}

/* What mdp_event says of a node beside its kind, as the accessors say it. */
static unsigned variant_of(mdp_node node)
{
    switch (mdp_node_kind(node)) {
    case MDP_KIND_HEADING:
        return mdp_node_heading_level(node);
    case MDP_KIND_LIST:
        return (mdp_node_list_ordered(node) ? MDP_VARIANT_LIST_ORDERED : 0) |
               (mdp_node_list_ordered(node) && mdp_node_list_start(node) != 1 ? MDP_VARIANT_LIST_STARTED : 0) |
               (mdp_node_list_tight(node) ? 0 : MDP_VARIANT_LIST_LOOSE);
    case MDP_KIND_LIST_ITEM:
        return mdp_node_task(node);
    case MDP_KIND_PARAGRAPH:
        return is_tight_paragraph(node) ? MDP_VARIANT_PARAGRAPH_TIGHT : 0;
    case MDP_KIND_CODE_BLOCK:
        return mdp_node_code_fenced(node) ? MDP_VARIANT_CODE_FENCED : 0;
    case MDP_KIND_TABLE_ROW:
        return mdp_node_row_header(node) ? MDP_VARIANT_TABLE_HEADER : 0;
    case MDP_KIND_TABLE_CELL:
        return mdp_node_cell_align(node) | (mdp_node_row_header(mdp_node_parent(node)) ? MDP_VARIANT_TABLE_HEADER : 0);
    case MDP_KIND_ALERT:
        return mdp_node_alert(node);
    default:
        return mdp_node_link_form(node); /* 0 for what is no link or image */
    }
}

/* Reads from `top`, `capacity` steps at once, and every third time one by mdp_walker_next; skips the children of the
 * last step where it enters a node of the kind `skipped`. */
static void check_read(struct check *check, mdp_node top, size_t capacity, mdp_kind skipped)
{
    mdp_walker walker = mdp_walk(top), single = mdp_walk(top);
    mdp_event events[64];
    size_t count;
    unsigned round = 0;
    do {
        count = mdp_walker_read(&walker, events, capacity);
        CHECK(check, count <= capacity);
        for (size_t i = 0; i < count; i++) {
            mdp_string text = events[i].entering ? mdp_node_text(events[i].node) : (mdp_string){"", 0};
            if (!CHECK(check, next_told(&single)) || !CHECK(check, mdp_node_equal(events[i].node, single.node)) ||
                !CHECK(check, events[i].entering == single.entering) || !CHECK(check, events[i].kind == single.kind) ||
                !CHECK(check, events[i].variant == variant_of(events[i].node)) ||
                !CHECK(check, string_equal(events[i].text, text)) || !CHECK(check, events[i].text.data != NULL))
                return;
        }
        if (count == capacity && skipped != MDP_KIND_NONE && single.kind == skipped && single.entering) {
            mdp_walker_skip_children(&walker);
            mdp_walker_skip_children(&single);
        }
        if (count == capacity && ++round % 3 == 0) {
            bool more = next_told(&single);
            if (!CHECK(check, next_told(&walker) == more) || !more)
                break;
            CHECK(check, mdp_node_equal(walker.node, single.node) && walker.entering == single.entering);
        }
    } while (count == capacity);
    CHECK(check, !next_told(&single));
    CHECK_SIZE(check, mdp_walker_read(&walker, events, capacity), 0); /* the end is the end */
    CHECK(check, !mdp_walker_next(&walker));
}

static void reads(struct check *check, const struct sample *sample)
{
    static const size_t capacities[] = {1, 2, 3, 7, 64};
    static const mdp_kind skipped[] = {MDP_KIND_NONE, MDP_KIND_LIST, MDP_KIND_PARAGRAPH, MDP_KIND_TEXT,
                                       MDP_KIND_DOCUMENT};
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    for (size_t i = 0; i < CHECK_COUNT(capacities); i++) {
        for (size_t k = 0; k < CHECK_COUNT(skipped); k++)
            check_read(check, mdp_document_root(document), capacities[i], skipped[k]);
    }
    mdp_node child = mdp_node_first_child(mdp_document_root(document));
    for (size_t i = 0; i < 50 && !mdp_node_is_none(child); i++, child = mdp_node_next_sibling(child)) {
        mdp_node top = child;
        for (size_t depth = 0; depth < 8 && !mdp_node_is_none(top); depth++, top = mdp_node_first_child(top))
            check_read(check, top, capacities[i % CHECK_COUNT(capacities)], MDP_KIND_NONE);
    }
    mdp_document_release(document);
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
    mdp_event event;
    CHECK_SIZE(check, mdp_walker_read(&walker, &event, 1), 0);
    walker = mdp_walk((mdp_node){0});
    CHECK_SIZE(check, mdp_walker_read(&walker, &event, 1), 0);
    CHECK_SIZE(check, mdp_walker_read(&walker, &event, 0), 0);
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

/* What there is occurs: beside the comparison with the accessors, since these could be wrong in the same way. */
static void every_variant(struct check *check)
{
    static const char text[] =
        "# a\n## a\n### a\n#### a\n##### a\n###### a\n- b\n\n* b\n\n  b\n\n1. c\n2. c\n\n1) d\n\n   d\n\n"
        "<!-- -->\n\n3. e\n\n+ e\n\n0) f\n\n   f\n\n> [!NOTE]\n> g\n\n> [!TIP]\n> g\n\n"
        "> [!IMPORTANT]\n> g\n\n> [!WARNING]\n> g\n\n> [!CAUTION]\n> g\n\n|h|h|h|h|\n|-|:-|:-:|-:|\n"
        "|h|h|h|h|\n\n- [ ] i\n- [x] i\n\n```\nj\n```\n***\n    j\n\n[k](k) [k][k] [k][] [k] <kk:k> www.k.k "
        "![k](k) ![k][k] ![k][] ![k]\n\n[k]: k\n";
    static const struct {
        mdp_kind kind;
        unsigned variants; /* bit k: variant k occurs */
    } wanted[] = {{MDP_KIND_DOCUMENT, 1},   {MDP_KIND_HEADING, 0x7E},     {MDP_KIND_LIST, 0xBB},
                  {MDP_KIND_LIST_ITEM, 7},  {MDP_KIND_PARAGRAPH, 3},      {MDP_KIND_ALERT, 0x3E},
                  {MDP_KIND_TABLE, 1},      {MDP_KIND_TABLE_ROW, 0x11},   {MDP_KIND_TABLE_CELL, 0xFF},
                  {MDP_KIND_CODE_BLOCK, 3}, {MDP_KIND_LINK, 0x7E},        {MDP_KIND_IMAGE, 0x1E},
                  {MDP_KIND_TEXT, 1},       {MDP_KIND_THEMATIC_BREAK, 1}, {MDP_KIND_DEFINITION, 1}};
    unsigned found[64] = {0};
    mdp_options options = MDP_OPTIONS_INIT;
    const mdp_document *document = NULL;
    options.flags = MDP_EXT_GFM;
    CHECK(check, mdp_parse(text, sizeof text - 1, &options, &document) == MDP_OK);
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    mdp_event events[16];
    size_t count;
    do {
        count = mdp_walker_read(&walker, events, CHECK_COUNT(events));
        for (size_t i = 0; i < count; i++)
            found[events[i].kind] |= 1U << events[i].variant;
    } while (count == CHECK_COUNT(events));
    for (size_t i = 0; i < CHECK_COUNT(wanted); i++)
        CHECK_SIZE(check, found[wanted[i].kind], wanted[i].variants);
    mdp_document_release(document);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"none_top", none_top}, {"skip_again", skip_again}, {"every_variant", every_variant}};
    static const struct property properties[] = {{"agrees", agrees},
                                                 {"skips", skips},
                                                 {"reads", reads},
                                                 {"stays_below_top", stays_below_top},
                                                 {"parents", parents}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
