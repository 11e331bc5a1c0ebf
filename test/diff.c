/* diff.c: the header's promises on mdp_diff and mdp_document_shared_prefix: what they say of two documents is true,
 * which diff_model.h decides; and of small changes they say what people would. */
#include "counting.h"
#include "diff_model.h"
#include "samples.h"

#include <stdlib.h>

/* The changes, after looking whether they are true. */
static struct diff_told diff(struct check *check, const mdp_document *before, const mdp_document *after)
{
    struct diff_told told = diff_model_run(before, after);
    CHECK(check, told.status == MDP_OK);
    if (!CHECK(check, told.broken == NULL))
        printf("  broken: %s\n  told:   %s\n", told.broken, told.changes);
    return told;
}

static void check_prefix(struct check *check, const mdp_document *before, const mdp_document *after)
{
    CHECK_SIZE(check, mdp_document_shared_prefix(before, after), diff_model_prefix(before, after));
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
        {"a\n\nb\n\nc\n", "\na\n\nb\n\nc\n", "K3", 0}, /* the same, but none where it was */
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
        {"b\n\n[^a]\n\n[^a]: c\n", "b\n\n[^a]\n\n[^A]: c\n", "K2 C1", 1}, /* a note's address is its label */
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
        struct diff_told told = diff(check, before, after);
        if (!CHECK(check, strcmp(told.changes, rows[i].changes) == 0))
            printf("  row %zu wanted: %s, came: %s\n", i, rows[i].changes, told.changes);
        if (!CHECK_SIZE(check, mdp_document_shared_prefix(before, after), rows[i].prefix) ||
            !CHECK_SIZE(check, diff_model_prefix(before, after), rows[i].prefix))
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
        check_prefix(check, before, after);
        check_prefix(check, after, before);
        mdp_document_release(before);
        before = after;
    }
    mdp_document_release(before);
}

/* Bytes that are replaced by the same bytes: the chunks there are others, and those behind them are shared again. */
static void same_bytes(struct check *check)
{
    size_t size;
    char *text = long_text(&size);
    const mdp_document *before = parse(check, text, size), *after = NULL;
    const mdp_edit edit = {.begin = size / 2, .end = size / 2 + 20, .text = text + size / 2, .size = 20};
    CHECK(check, mdp_document_edit(before, &edit, 1, &after) == MDP_OK);
    CHECK_SIZE(check, mdp_document_shared_prefix(before, after), diff_model_prefix(before, before));
    check_prefix(check, before, after);
    free(text);
    mdp_document_release(before);
    mdp_document_release(after);
}

/* An insertion at the top of a long document is one change, and of the rest hardly anything is looked at. */
static void insertion_at_the_top(struct check *check)
{
    size_t size;
    char *text = long_text(&size);
    const mdp_document *before = parse(check, text, size), *after = NULL;
    mdp_edit edit = {.begin = 0, .end = 0, .text = "New.\n\n", .size = 6};
    CHECK(check, mdp_document_edit(before, &edit, 1, &after) == MDP_OK);
    struct diff_told told = diff(check, before, after);
    CHECK(check, strncmp(told.changes, "I1 K", 4) == 0 && !strchr(told.changes + 4, ' '));
    mdp_document_release(before);
    mdp_document_release(after);
    free(text);
}

/* A sink that stops after some changes. */
struct stop {
    size_t left;
    size_t taken;
};

static int take(void *context, const mdp_change *change)
{
    struct stop *stop = context;
    (void)change;
    if (stop->taken == stop->left)
        return 1;
    stop->taken++;
    return 0;
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
        struct stop stop = {.left = SIZE_MAX};
        counting.fail_at = atomic_load(&counting.calls) + ++k;
        status = mdp_diff(before, after, (mdp_change_sink){take, &stop});
        CHECK(check, status == MDP_OK || (status == MDP_ERR_NOMEM && stop.taken == 0));
        CHECK_SIZE(check, atomic_load(&counting.live), live);
    }
    CHECK(check, k > 3);
    counting.fail_at = 0;
    for (size_t left = 0; left < 2; left++) {
        struct stop stop = {.left = left};
        CHECK(check, mdp_diff(before, after, (mdp_change_sink){take, &stop}) == MDP_ERR_SINK);
        CHECK_SIZE(check, stop.taken, left);
    }
    struct stop unused = {.left = SIZE_MAX};
    CHECK(check, mdp_diff(NULL, after, (mdp_change_sink){take, &unused}) == MDP_ERR_ARGUMENT);
    CHECK(check, mdp_diff(before, NULL, (mdp_change_sink){take, &unused}) == MDP_ERR_ARGUMENT);
    CHECK(check, mdp_diff(before, after, (mdp_change_sink){NULL, &unused}) == MDP_ERR_ARGUMENT);
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
    check_prefix(check, before, after);
    mdp_document_release(after);
    after = sample_parse(check, sample);
    check_prefix(check, before, after);
    struct diff_told told = diff(check, before, after);
    CHECK(check, !strchr(told.changes, ' ') && told.changes[0] != 'C');
    mdp_document_release(before);
    mdp_document_release(after);
    free(text);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"by_hand", by_hand},       {"versions", versions},
        {"same_bytes", same_bytes}, {"insertion_at_the_top", insertion_at_the_top},
        {"failures", failures},
    };
    static const struct property properties[] = {{"turned", turned}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
