/* diff.c: the header's promises on mdp_diff and mdp_document_shared_prefix: what they say of two documents is true,
 * which a comparison of all accessors decides; and of small changes they say what people would. */
#include "counting.h"
#include "samples.h"

#include <stdlib.h>

/* ------------------------------------------------------------------------------------------------------ the oracle */

static bool same_string(mdp_string a, mdp_string b)
{
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

/* One node, its span counted from where its block begins. With its target, or only what it says itself. */
static bool same_node(mdp_node a, size_t a_begin, mdp_node b, size_t b_begin, bool targets)
{
    mdp_span one = mdp_node_span(a), other = mdp_node_span(b);
    mdp_link_form form = mdp_node_link_form(a);
    bool own = targets || form == MDP_LINK_NONE || form == MDP_LINK_INLINE || form == MDP_LINK_AUTO;
    return mdp_node_kind(a) == mdp_node_kind(b) && one.begin - a_begin == other.begin - b_begin &&
           one.end - a_begin == other.end - b_begin && same_string(mdp_node_text(a), mdp_node_text(b)) &&
           mdp_node_heading_level(a) == mdp_node_heading_level(b) &&
           mdp_node_heading_setext(a) == mdp_node_heading_setext(b) &&
           mdp_node_list_tight(a) == mdp_node_list_tight(b) && mdp_node_list_start(a) == mdp_node_list_start(b) &&
           mdp_node_list_marker(a) == mdp_node_list_marker(b) && mdp_node_code_fenced(a) == mdp_node_code_fenced(b) &&
           same_string(mdp_node_code_info(a), mdp_node_code_info(b)) && form == mdp_node_link_form(b) &&
           same_string(mdp_node_label(a), mdp_node_label(b)) &&
           (!own || (same_string(mdp_node_destination(a), mdp_node_destination(b)) &&
                     same_string(mdp_node_title(a), mdp_node_title(b))));
}

static bool same_source(mdp_node a, mdp_node b)
{
    mdp_span one = mdp_node_span(a), other = mdp_node_span(b);
    if (one.end - one.begin != other.end - other.begin)
        return false;
    for (size_t i = one.begin, k = other.begin; i < one.end; i++, k++)
        if (*mdp_document_piece(a.document, i).data != *mdp_document_piece(b.document, k).data)
            return false;
    return true;
}

static bool same_block(mdp_node a, mdp_node b, bool targets)
{
    if (!same_source(a, b))
        return false;
    mdp_walker one = mdp_walk(a), other = mdp_walk(b);
    size_t a_begin = mdp_node_span(a).begin, b_begin = mdp_node_span(b).begin;
    for (;;) {
        bool more = mdp_walker_next(&one);
        if (more != mdp_walker_next(&other) || (more && one.entering != other.entering))
            return false;
        if (!more)
            return true;
        if (!same_node(one.node, a_begin, other.node, b_begin, targets))
            return false;
    }
}

static mdp_node first_block(const mdp_document *document)
{
    return mdp_node_first_child(mdp_document_root(document));
}

static size_t wanted_prefix(const mdp_document *before, const mdp_document *after)
{
    mdp_node one = first_block(before), other = first_block(after);
    size_t count = 0;
    for (; !mdp_node_is_none(one) && !mdp_node_is_none(other); count++) {
        if (mdp_node_span(one).begin != mdp_node_span(other).begin || !same_block(one, other, true))
            break;
        one = mdp_node_next_sibling(one);
        other = mdp_node_next_sibling(other);
    }
    return count;
}

/* ----------------------------------------------------------------------------------------------- what is to be said */

/* All changes as text: K2 I1 R1 C1 M1, and whether they can be true. */
struct told {
    struct check *check;
    char text[256];
    size_t size;
    mdp_node next_before; /* the blocks of before, but those that moved, and all of after come in order */
    mdp_node next_after;
    size_t moved;
    size_t count_before;
    size_t left; /* changes until the sink stops; SIZE_MAX */
};

static mdp_node pass(mdp_node node, size_t count)
{
    for (; count > 0; count--)
        node = mdp_node_next_sibling(node);
    return node;
}

/* Goes to the block `to`, over blocks that moved away. */
static bool reach(struct told *told, mdp_node to)
{
    while (!mdp_node_is_none(told->next_before) && !mdp_node_equal(told->next_before, to)) {
        told->next_before = mdp_node_next_sibling(told->next_before);
        told->moved++;
    }
    return !mdp_node_is_none(told->next_before);
}

static int take(void *context, const mdp_change *change)
{
    struct told *told = context;
    bool has_before = change->kind != MDP_CHANGE_INSERTED, has_after = change->kind != MDP_CHANGE_REMOVED;
    if (told->left-- == 0)
        return 1;
    if (told->size + 32 < sizeof told->text)
        told->size += (size_t)sprintf(told->text + told->size, "%s%c%zu", told->size ? " " : "", "KCIRM"[change->kind],
                                      change -> count);
    CHECK(told->check, change->count > 0);
    CHECK(told->check, mdp_node_is_none(change->before) == !has_before);
    CHECK(told->check, mdp_node_is_none(change->after) == !has_after);
    mdp_node one = change->before, other = change->after;
    for (size_t i = 0; i < change->count; i++) {
        if (change->kind == MDP_CHANGE_KEPT || change->kind == MDP_CHANGE_MOVED)
            CHECK(told->check, same_block(one, other, false));
        if (change->kind == MDP_CHANGE_CHANGED)
            CHECK(told->check, mdp_node_kind(one) == mdp_node_kind(other));
        one = mdp_node_next_sibling(one);
        other = mdp_node_next_sibling(other);
    }
    if (has_before)
        told->count_before += change->count;
    if (has_before && change->kind != MDP_CHANGE_MOVED && CHECK(told->check, reach(told, change->before)))
        told->next_before = pass(told->next_before, change->count);
    if (change->kind == MDP_CHANGE_MOVED)
        told->moved--;
    if (has_after && CHECK(told->check, mdp_node_equal(told->next_after, change->after)))
        told->next_after = pass(told->next_after, change->count);
    return 0;
}

/* The changes as text, after looking whether they are true; of the same of what is kept they say the most at the start.
 * */
static struct told diff(struct check *check, const mdp_document *before, const mdp_document *after)
{
    struct told told = {.check = check, .left = SIZE_MAX};
    size_t count = 0;
    told.next_before = first_block(before);
    told.next_after = first_block(after);
    CHECK(check, mdp_diff(before, after, (mdp_change_sink){take, &told}) == MDP_OK);
    CHECK(check, mdp_node_is_none(told.next_after));
    for (; !mdp_node_is_none(told.next_before); told.moved++)
        told.next_before = mdp_node_next_sibling(told.next_before);
    CHECK_SIZE(check, told.moved, 0); /* as many were told of as moves as were passed over */
    for (mdp_node node = first_block(before); !mdp_node_is_none(node); node = mdp_node_next_sibling(node))
        count++;
    CHECK_SIZE(check, told.count_before, count);
    return told;
}

static const mdp_document *parse(struct check *check, const char *text, size_t size)
{
    const mdp_document *document = NULL;
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = MDP_EXT_GFM;
    CHECK(check, mdp_parse(text, size, &options, &document) == MDP_OK);
    return document;
}

/* ----------------------------------------------------------------------------------------------------------- cases */

static void by_hand(struct check *check)
{
    static const struct {
        const char *before, *after, *changes;
        size_t prefix;
    } rows[] = {
        {"a\n\nb\n\nc\n", "a\n\nb\n\nc\n", "K3", 3},
        {"a\n\nb\n\nc\n", "x\n\na\n\nb\n\nc\n", "I1 K3", 0},
        {"a\n\nb\n\nc\n", "a\n\nb\n\nc\n\nx\n", "K3 I1", 3},
        {"a\n\nb\n\nc\n", "a\n\nc\n", "K1 R1 K1", 1},
        {"a\n\nb\n\nc\n", "a\n\nB\n\nc\n", "K1 C1 K1", 1},
        {"a\n\nb\n\nc\n", "a\n\n# b\n\nc\n", "K1 R1 I1 K1", 1},
        {"a\n\nb\n\nc\n\nd\n", "b\n\nc\n\nd\n\na\n", "K3 M1", 0},
        {"a\n\nb\n\nc\n\nd\n", "d\n\na\n\nb\n\nc\n", "M1 K3", 0},
        {"***\n***\n***\n", "***\n***\n***\n***\n", "K3 I1", 3},
        {"", "a\n", "I1", 0},
        {"a\n", "", "R1", 0},
        {"", "", "", 0},
        {"# a\n\nb\n", "b\n\n# a\n", "M1 K1", 0},
        {"[a]\n\nb\n\n[a]: /u\n", "[a]\n\nb\n\n[a]: /v\n", "K2 C1", 0},
        {"b\n\n[a]\n\n[a]: /u\n", "b\n\n[a]\n\n[a]: /v\n", "K2 C1", 1},
        {"[a]\n\n[b]: /u\n", "[a]\n\n[a]: /u\n", "C2", 0},
        {"- a\n- b\n", "- a\n\n- b\n", "C1", 0},
        {"a\n\n    b\n", "a\n\n\tb\n", "K2", 1}, /* a block begins behind its indentation */
        {"***\n", "---\n", "C1", 0},
        {"a\n\n- [ ] b\n", "abc\n\n- [ ] b\n", "C1 K1", 0}, /* boxes, markers and columns are where they were */
        {"a\n\n> [!TIP]\n> b\n", "abc\n\n> [!TIP]\n> b\n", "C1 K1", 0},
        {"a\n\n|b|\n|-|\n", "abc\n\n|b|\n|-|\n", "C1 K1", 0},
        {"> [!TIP]\n> b\n", "> [!tip]\n> b\n", "C1", 0},
        {"> [!TIP]\n> b\n", "> [!NOT]\n> b\n", "R1 I1", 0},
    };
    for (size_t i = 0; i < CHECK_COUNT(rows); i++) {
        const mdp_document *before = parse(check, rows[i].before, strlen(rows[i].before));
        const mdp_document *after = parse(check, rows[i].after, strlen(rows[i].after));
        struct told told = diff(check, before, after);
        if (!CHECK(check, strcmp(told.text, rows[i].changes) == 0))
            printf("  row %zu wanted: %s, came: %s\n", i, rows[i].changes, told.text);
        if (!CHECK_SIZE(check, mdp_document_shared_prefix(before, after), rows[i].prefix) ||
            !CHECK_SIZE(check, wanted_prefix(before, after), rows[i].prefix))
            printf("  row %zu\n", i);
        mdp_document_release(before);
        mdp_document_release(after);
    }
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state >> 11;
}

static char *long_text(size_t *size)
{
    char *text = malloc(400000);
    if (!text)
        abort();
    *size = 0;
    for (size_t i = 0; *size < 200000; i++)
        *size += (size_t)sprintf(text + *size, i % 5 ? "Paragraph %zu [a].\n\n" : "## %zu\n\n***\n\n", i);
    return text;
}

/* In versions of a long document most chunks are shared. */
static void versions(struct check *check)
{
    static const char *const texts[] = {"x", "\n\n# new\n\n", "", "\n\n[a]: /u\n\n", "\n```\n", "***\n\n"};
    size_t size;
    char *text = long_text(&size);
    const mdp_document *before = parse(check, text, size);
    uint64_t dice = 2463534242;
    free(text);
    for (size_t i = 0; i < 60 && check->complaints == 0; i++) {
        const mdp_document *after = NULL;
        mdp_edit edits[3];
        size_t all = mdp_document_size(before), at = 0;
        for (size_t k = 0; k < 3; k++) {
            const char *with = texts[next_random(&dice) % CHECK_COUNT(texts)];
            at += next_random(&dice) % (all / 3 - 60);
            edits[k] = (mdp_edit){.begin = at, .end = at + next_random(&dice) % 50, .text = with, .size = strlen(with)};
            at = edits[k].end;
        }
        CHECK(check, mdp_document_edit(before, edits, 3, &after) == MDP_OK);
        diff(check, before, after);
        diff(check, after, before);
        CHECK_SIZE(check, mdp_document_shared_prefix(before, after), wanted_prefix(before, after));
        CHECK_SIZE(check, mdp_document_shared_prefix(after, before), wanted_prefix(before, after));
        mdp_document_release(before);
        before = after;
    }
    mdp_document_release(before);
}

/* An insertion at the top of a long document is one change, and of the rest hardly anything is looked at. */
static void insertion_at_the_top(struct check *check)
{
    size_t size;
    char *text = long_text(&size);
    const mdp_document *before = parse(check, text, size), *after = NULL;
    mdp_edit edit = {.begin = 0, .end = 0, .text = "New.\n\n", .size = 6};
    CHECK(check, mdp_document_edit(before, &edit, 1, &after) == MDP_OK);
    struct told told = diff(check, before, after);
    CHECK(check, strncmp(told.text, "I1 K", 4) == 0 && !strchr(told.text + 4, ' '));
    mdp_document_release(before);
    mdp_document_release(after);
    free(text);
}

static void failures(struct check *check)
{
    struct counting counting = {0};
    mdp_options options = MDP_OPTIONS_INIT;
    const mdp_document *before = parse(check, "a\n\nb\n\nc\n", 8), *after = NULL;
    options.allocator = counting_allocator(&counting);
    CHECK(check, mdp_parse("b\n\nx\n\ny\n", 8, &options, &after) == MDP_OK);
    mdp_status status = MDP_ERR_NOMEM;
    size_t live = atomic_load(&counting.live), k = 0;
    while (status == MDP_ERR_NOMEM && check->complaints == 0) {
        struct told told = {.check = check, .left = SIZE_MAX};
        told.next_before = first_block(before);
        told.next_after = first_block(after);
        counting.fail_at = atomic_load(&counting.calls) + ++k;
        status = mdp_diff(before, after, (mdp_change_sink){take, &told});
        CHECK(check, status == MDP_OK || (status == MDP_ERR_NOMEM && told.size == 0));
        CHECK_SIZE(check, atomic_load(&counting.live), live);
    }
    CHECK(check, k > 3);
    counting.fail_at = 0;
    for (size_t stop = 0; stop < 2; stop++) {
        struct told told = {.check = check, .left = stop};
        told.next_before = first_block(before);
        told.next_after = first_block(after);
        CHECK(check, mdp_diff(before, after, (mdp_change_sink){take, &told}) == MDP_ERR_SINK);
    }
    CHECK(check, mdp_diff(NULL, after, (mdp_change_sink){take, check}) == MDP_ERR_ARGUMENT);
    CHECK(check, mdp_diff(before, NULL, (mdp_change_sink){take, check}) == MDP_ERR_ARGUMENT);
    CHECK(check, mdp_diff(before, after, (mdp_change_sink){NULL, check}) == MDP_ERR_ARGUMENT);
    CHECK_SIZE(check, mdp_document_shared_prefix(NULL, after), 0);
    CHECK_SIZE(check, mdp_document_shared_prefix(before, NULL), 0);
    mdp_document_release(before);
    mdp_document_release(after);
}

/* A sample, and the same with its second half in front, which has much in common with it. */
static void turned(struct check *check, const struct sample *sample)
{
    if (sample->size > 20000)
        return;
    size_t half = sample->size / 2;
    char *text = malloc(sample->size + 1);
    if (!text)
        abort();
    memcpy(text, sample->text + half, sample->size - half);
    memcpy(text + sample->size - half, sample->text, half);
    const mdp_document *before = sample_parse(check, sample), *after = parse(check, text, sample->size);
    diff(check, before, after);
    diff(check, after, before);
    CHECK_SIZE(check, mdp_document_shared_prefix(before, after), wanted_prefix(before, after));
    mdp_document_release(after);
    after = sample_parse(check, sample);
    CHECK_SIZE(check, mdp_document_shared_prefix(before, after), wanted_prefix(before, after));
    struct told told = diff(check, before, after);
    CHECK(check, !strchr(told.text, ' ') && told.text[0] != 'C');
    mdp_document_release(before);
    mdp_document_release(after);
    free(text);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"by_hand", by_hand},
        {"versions", versions},
        {"insertion_at_the_top", insertion_at_the_top},
        {"failures", failures},
    };
    static const struct property properties[] = {{"turned", turned}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
