/* totality.c: accessors cannot fail. On the none node, and on a node of another kind, each returns the empty value that
 * its comment in the header names; on a node of its own kind, a value within the range that it names. */
#include "samples.h"

/* ------------------------------------------------------------------------------------- one accessor, any node */

static bool is_one_of(mdp_kind kind, const mdp_kind *kinds, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (kinds[i] == kind)
            return true;
    }
    return false;
}

/* A string is never NULL, and empty unless the node may have one. */
static void check_may_have(struct check *check, mdp_string string, bool may_have, const char *what)
{
    if (!CHECK(check, string.data != NULL) || !CHECK(check, may_have || string.size == 0))
        printf("  which:  %s\n", what);
}

static void check_strings(struct check *check, mdp_node node, mdp_kind kind, mdp_link_form form)
{
    static const mdp_kind literal[] = {MDP_KIND_TEXT, MDP_KIND_CODE_SPAN, MDP_KIND_RAW_HTML, MDP_KIND_CODE_BLOCK,
                                       MDP_KIND_HTML_BLOCK};
    bool is_target = kind == MDP_KIND_LINK || kind == MDP_KIND_IMAGE || kind == MDP_KIND_DEFINITION;
    bool is_reference = form == MDP_LINK_FULL || form == MDP_LINK_COLLAPSED || form == MDP_LINK_SHORTCUT;
    check_may_have(check, mdp_node_text(node), is_one_of(kind, literal, CHECK_COUNT(literal)), "text");
    check_may_have(check, mdp_node_code_info(node), mdp_node_code_fenced(node), "code_info");
    check_may_have(check, mdp_node_destination(node), is_target, "destination");
    check_may_have(check, mdp_node_title(node), is_target && form != MDP_LINK_AUTO && form != MDP_LINK_EXTENDED,
                   "title");
    bool footnote = kind == MDP_KIND_FOOTNOTE_REFERENCE || kind == MDP_KIND_FOOTNOTE_DEFINITION;
    check_may_have(check, mdp_node_label(node), is_reference || footnote || kind == MDP_KIND_DEFINITION, "label");
    if (is_reference || footnote || kind == MDP_KIND_DEFINITION)
        CHECK(check, mdp_node_label(node).size > 0 && mdp_node_label(node).size <= 999);
    mdp_node definition = mdp_node_definition(node);
    CHECK(check, mdp_node_kind(definition) == (is_reference                          ? MDP_KIND_DEFINITION
                                               : kind == MDP_KIND_FOOTNOTE_REFERENCE ? MDP_KIND_FOOTNOTE_DEFINITION
                                                                                     : MDP_KIND_NONE));
    mdp_link link = mdp_node_link(node);
    mdp_node target = is_reference ? definition : node;
    CHECK(check, link.form == form);
    mdp_string destination = mdp_node_destination(target), title = mdp_node_title(target);
    CHECK(check, link.destination.data == destination.data && link.destination.size == destination.size);
    CHECK(check, link.title.data == title.data && link.title.size == title.size);
}

static void check_numbers(struct check *check, mdp_node node, mdp_kind kind, mdp_link_form form)
{
    bool is_heading = kind == MDP_KIND_HEADING, is_list = kind == MDP_KIND_LIST;
    unsigned level = mdp_node_heading_level(node), highest = mdp_node_heading_setext(node) ? 2 : 6;
    CHECK(check, is_heading ? level >= 1 && level <= highest : level == 0);
    CHECK(check, is_heading || !mdp_node_heading_setext(node));
    bool ordered = mdp_node_list_ordered(node);
    CHECK(check, is_list || !ordered);
    CHECK(check, mdp_node_list_start(node) <= (ordered ? 999999999 : 0));
    CHECK(check, is_list || !mdp_node_list_tight(node));
    char marker = mdp_node_list_marker(node);
    if (!is_list)
        CHECK(check, marker == '\0');
    else
        CHECK(check, marker != '\0' && strchr(ordered ? ".)" : "-+*", marker) != NULL);
    mdp_task task = mdp_node_task(node);
    mdp_span box = mdp_node_task_box(node);
    CHECK(check, task == MDP_TASK_NONE || (kind == MDP_KIND_LIST_ITEM && task <= MDP_TASK_DONE));
    CHECK_SIZE(check, box.end - box.begin, task == MDP_TASK_NONE ? 0 : 3);
    mdp_alert alert = mdp_node_alert(node);
    mdp_span alert_marker = mdp_node_alert_marker(node);
    CHECK(check, (alert == MDP_ALERT_NONE) == (kind != MDP_KIND_ALERT) && alert <= MDP_ALERT_CAUTION);
    CHECK_SIZE(check, alert_marker.end - alert_marker.begin,
               alert == MDP_ALERT_NONE ? 0 : strlen("[!]") + strlen(mdp_alert_title(alert)));
    CHECK(check, kind == MDP_KIND_CODE_BLOCK || !mdp_node_code_fenced(node));
    if (kind == MDP_KIND_LINK)
        CHECK(check, form >= MDP_LINK_INLINE && form <= MDP_LINK_EXTENDED);
    else if (kind == MDP_KIND_IMAGE)
        CHECK(check, form >= MDP_LINK_INLINE && form <= MDP_LINK_SHORTCUT);
    else
        CHECK(check, form == MDP_LINK_NONE);
}

/* What a kind may contain, by its comment in the enumeration. */
static bool may_contain(mdp_kind parent, mdp_kind child)
{
    switch (parent) {
    case MDP_KIND_DOCUMENT:
        return child == MDP_KIND_ALERT || may_contain(MDP_KIND_ALERT, child);
    case MDP_KIND_BLOCK_QUOTE:
    case MDP_KIND_ALERT:
    case MDP_KIND_LIST_ITEM:
    case MDP_KIND_FOOTNOTE_DEFINITION:
        return (child >= MDP_KIND_BLOCK_QUOTE && child <= MDP_KIND_TABLE && child != MDP_KIND_LIST_ITEM) ||
               child == MDP_KIND_FOOTNOTE_DEFINITION;
    case MDP_KIND_LIST:
        return child == MDP_KIND_LIST_ITEM;
    case MDP_KIND_TABLE:
        return child == MDP_KIND_TABLE_ROW;
    case MDP_KIND_TABLE_ROW:
        return child == MDP_KIND_TABLE_CELL;
    case MDP_KIND_PARAGRAPH:
    case MDP_KIND_HEADING:
    case MDP_KIND_EMPHASIS:
    case MDP_KIND_STRONG:
    case MDP_KIND_IMAGE:
    case MDP_KIND_LINK:
    case MDP_KIND_STRIKETHROUGH:
    case MDP_KIND_TABLE_CELL:
        return child >= MDP_KIND_TEXT && child <= MDP_KIND_FOOTNOTE_REFERENCE;
    default:
        return false;
    }
}

static void check_node(struct check *check, mdp_node node)
{
    mdp_kind kind = mdp_node_kind(node);
    mdp_link_form form = mdp_node_link_form(node);
    size_t before = check->complaints;
    check_strings(check, node, kind, form);
    check_numbers(check, node, kind, form);
    mdp_node parent = mdp_node_parent(node);
    if (kind != MDP_KIND_NONE && kind != MDP_KIND_DOCUMENT)
        CHECK(check, may_contain(mdp_node_kind(parent), kind));
    if (kind == MDP_KIND_LIST)
        CHECK(check, !mdp_node_is_none(mdp_node_first_child(node)));
    CHECK(check, (mdp_node_document(node) == NULL) == (kind == MDP_KIND_NONE));
    CHECK(check,
          kind == MDP_KIND_NONE || mdp_node_document(node) == mdp_node_document(parent) || kind == MDP_KIND_DOCUMENT);
    if (check->complaints > before)
        printf("  node:   %s [%zu, %zu)\n", mdp_kind_name(kind), mdp_node_span(node).begin, mdp_node_span(node).end);
}

/* ------------------------------------------------------------------------------------------------------- cases */

static void every_node(struct check *check, const struct sample *sample)
{
    const mdp_document *document = sample_parse(check, sample);
    if (document == NULL)
        return;
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker)) {
        if (walker.entering)
            check_node(check, walker.node);
    }
    mdp_document_release(document);
}

static const mdp_options gfm = {.struct_size = sizeof gfm, .flags = MDP_EXT_GFM};

static const char all_kinds[] = "# *a* **b** `c` <d> [e](f)\\\n\n"
                                "g\nh\\\ni ![j](k)\n\n"
                                "> l\n\n- m\n\n```n\no\n```\n\n<p>\n\n***\n\n[q]: r\n\n~s~ www.u.v\n- [x] t\n\n"
                                "|w|\n|-|\n\n[^x]: y[^x]\n\n> [!TIP]\n> z\n";

/* Without this, the property above could hold because some kind never occurs. */
static void every_kind_occurs(struct check *check)
{
    const mdp_document *document = NULL;
    if (!CHECK(check, mdp_parse(all_kinds, sizeof all_kinds - 1, &gfm, &document) == MDP_OK))
        return;
    bool seen[MDP_KIND_FOOTNOTE_REFERENCE + 1] = {false};
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker)) {
        if (CHECK(check, walker.kind > MDP_KIND_NONE && walker.kind <= MDP_KIND_FOOTNOTE_REFERENCE))
            seen[walker.kind] = true;
        check_node(check, walker.node);
    }
    for (int kind = MDP_KIND_DOCUMENT; kind <= MDP_KIND_FOOTNOTE_REFERENCE; kind++) {
        bool named = kind <= MDP_KIND_ALERT || kind >= MDP_KIND_TEXT;
        if (!CHECK(check, seen[kind] == named))
            printf("  kind:   %s\n", mdp_kind_name((mdp_kind)kind));
    }
    mdp_document_release(document);
}

/* By what the enumeration says of each kind, which may_contain repeats. */
static void containers(struct check *check)
{
    for (int parent = -1; parent < 300; parent++) {
        bool contains = false;
        for (int child = 0; child <= MDP_KIND_FOOTNOTE_REFERENCE; child++)
            contains = contains || may_contain((mdp_kind)parent, (mdp_kind)child);
        if (!CHECK(check, mdp_kind_is_container((mdp_kind)parent) == contains))
            printf("  kind:   %s\n", mdp_kind_name((mdp_kind)parent));
    }
}

static void check_none(struct check *check, mdp_node none)
{
    CHECK(check, mdp_node_is_none(none));
    CHECK(check, mdp_node_kind(none) == MDP_KIND_NONE);
    CHECK(check, mdp_node_is_none(mdp_node_parent(none)));
    CHECK(check, mdp_node_is_none(mdp_node_first_child(none)));
    CHECK(check, mdp_node_is_none(mdp_node_next_sibling(none)));
    CHECK(check, mdp_node_span(none).begin == 0 && mdp_node_span(none).end == 0);
    check_node(check, none);
}

/* However a none node comes about, it is one. */
static void none_node(struct check *check)
{
    mdp_node zero;
    memset(&zero, 0, sizeof zero);
    check_none(check, zero);
    const mdp_document *document = NULL;
    if (!CHECK(check, mdp_parse(all_kinds, sizeof all_kinds - 1, &gfm, &document) == MDP_OK))
        return;
    mdp_node root = mdp_document_root(document);
    check_none(check, mdp_node_parent(root));
    check_none(check, mdp_node_next_sibling(root));
    check_none(check, mdp_node_definition(root));
    check_none(check, mdp_document_definition(document, "nosuch", 6));
    mdp_walker walker = mdp_walk(root);
    while (mdp_walker_next(&walker)) {
        if (mdp_node_is_none(mdp_node_first_child(walker.node)))
            check_none(check, mdp_node_first_child(walker.node));
    }
    CHECK(check, mdp_node_equal(zero, mdp_node_parent(root)));
    mdp_document_release(document);
}

static void equality(struct check *check)
{
    const mdp_document *first = NULL, *second = NULL;
    CHECK(check, mdp_parse(all_kinds, sizeof all_kinds - 1, NULL, &first) == MDP_OK);
    CHECK(check, mdp_parse(all_kinds, sizeof all_kinds - 1, NULL, &second) == MDP_OK);
    mdp_node root = mdp_document_root(first), child = mdp_node_first_child(root);
    CHECK(check, !mdp_node_is_none(root) && !mdp_node_is_none(child));
    CHECK(check, mdp_node_equal(root, mdp_document_root(first)));
    CHECK(check, mdp_node_equal(root, mdp_node_parent(child)));
    CHECK(check, mdp_node_equal(mdp_node_next_sibling(child), mdp_node_next_sibling(mdp_node_first_child(root))));
    CHECK(check, !mdp_node_equal(root, child));
    CHECK(check, !mdp_node_equal(child, mdp_node_next_sibling(child)));
    CHECK(check, !mdp_node_equal(root, mdp_node_parent(root)));
    CHECK(check, !mdp_node_equal(root, mdp_document_root(second))); /* equal trees, but not the same node */
    mdp_document_release(first);
    mdp_document_release(second);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"every_kind_occurs", every_kind_occurs},
                                              {"containers", containers},
                                              {"none_node", none_node},
                                              {"equality", equality}};
    static const struct property properties[] = {{"every_node", every_node}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
