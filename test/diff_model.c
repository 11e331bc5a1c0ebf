/* diff_model.c: see diff_model.h. */
#include "diff_model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOWHERE SIZE_MAX

static void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);
    if (!memory)
        abort();
    return memory;
}

/* -------------------------------------------------------------------------------------------- blocks that are equal */

static bool same_string(mdp_string a, mdp_string b)
{
    return a.size == b.size && memcmp(a.data, b.data, a.size) == 0;
}

/* Spans, each counted from where its block begins. */
static bool same_span(mdp_span a, size_t a_begin, mdp_span b, size_t b_begin)
{
    return a.end - a.begin == b.end - b.begin && (a.end == a.begin || a.begin - a_begin == b.begin - b_begin);
}

static bool same_extensions(mdp_node a, size_t a_begin, mdp_node b, size_t b_begin)
{
    return mdp_node_task(a) == mdp_node_task(b) &&
           same_span(mdp_node_task_box(a), a_begin, mdp_node_task_box(b), b_begin) &&
           mdp_node_table_columns(a) == mdp_node_table_columns(b) && mdp_node_row_header(a) == mdp_node_row_header(b) &&
           mdp_node_cell_align(a) == mdp_node_cell_align(b) && mdp_node_alert(a) == mdp_node_alert(b) &&
           same_span(mdp_node_alert_marker(a), a_begin, mdp_node_alert_marker(b), b_begin);
}

/* Whether a node refers to a definition, whose target it has then. */
static bool is_reference(mdp_node node)
{
    mdp_link_form form = mdp_node_link_form(node);
    return mdp_node_kind(node) == MDP_KIND_FOOTNOTE_REFERENCE || form == MDP_LINK_FULL || form == MDP_LINK_COLLAPSED ||
           form == MDP_LINK_SHORTCUT;
}

/* Where a reference leads: to a footnote by its label, which is made its address. */
static bool same_target(mdp_node a, mdp_node b)
{
    mdp_node one = mdp_node_definition(a), other = mdp_node_definition(b);
    return same_string(mdp_node_destination(a), mdp_node_destination(b)) &&
           same_string(mdp_node_title(a), mdp_node_title(b)) &&
           (mdp_node_kind(a) != MDP_KIND_FOOTNOTE_REFERENCE || same_string(mdp_node_label(one), mdp_node_label(other)));
}

/* One node, but for its children. With its target, or only what it says itself. */
static bool same_node(mdp_node a, size_t a_begin, mdp_node b, size_t b_begin, bool targets)
{
    return mdp_node_kind(a) == mdp_node_kind(b) &&
           mdp_node_span(a).begin - a_begin == mdp_node_span(b).begin - b_begin &&
           same_span(mdp_node_span(a), a_begin, mdp_node_span(b), b_begin) &&
           same_string(mdp_node_text(a), mdp_node_text(b)) && mdp_node_heading_level(a) == mdp_node_heading_level(b) &&
           mdp_node_heading_setext(a) == mdp_node_heading_setext(b) &&
           mdp_node_list_tight(a) == mdp_node_list_tight(b) && mdp_node_list_start(a) == mdp_node_list_start(b) &&
           mdp_node_list_marker(a) == mdp_node_list_marker(b) && mdp_node_code_fenced(a) == mdp_node_code_fenced(b) &&
           same_string(mdp_node_code_info(a), mdp_node_code_info(b)) &&
           mdp_node_link_form(a) == mdp_node_link_form(b) && same_string(mdp_node_label(a), mdp_node_label(b)) &&
           same_extensions(a, a_begin, b, b_begin) && ((is_reference(a) && !targets) || same_target(a, b));
}

/* Whether the text of two blocks is the same, whatever pieces it is in. */
static bool same_source(mdp_node a, mdp_node b)
{
    mdp_span one = mdp_node_span(a), other = mdp_node_span(b);
    if (one.end - one.begin != other.end - other.begin)
        return false;
    while (one.begin < one.end) {
        mdp_string piece = mdp_document_piece(a.document, one.begin),
                   with = mdp_document_piece(b.document, other.begin);
        size_t size = one.end - one.begin;
        size = size < piece.size ? size : piece.size;
        size = size < with.size ? size : with.size;
        if (size == 0 || memcmp(piece.data, with.data, size) != 0)
            return false;
        one.begin += size;
        other.begin += size;
    }
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

/* ------------------------------------------------------------------------------------------------ what is promised */

/* The top-level blocks of a document, in order. */
struct blocks {
    mdp_node *items;
    size_t count;
};

static struct blocks blocks_of(const mdp_document *document)
{
    struct blocks blocks = {NULL, 0};
    mdp_node first = mdp_node_first_child(mdp_document_root(document));
    for (mdp_node node = first; !mdp_node_is_none(node); node = mdp_node_next_sibling(node))
        blocks.count++;
    blocks.items = allocate(blocks.count, sizeof *blocks.items);
    for (size_t i = 0; i < blocks.count; i++, first = mdp_node_next_sibling(first))
        blocks.items[i] = first;
    return blocks;
}

/* Which block a node is; NOWHERE where it is none of them. They begin one behind the other. */
static size_t index_of(const struct blocks *blocks, mdp_node node)
{
    size_t low = 0, high = blocks->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (mdp_node_span(blocks->items[middle]).begin < mdp_node_span(node).begin)
            low = middle + 1;
        else
            high = middle;
    }
    return low < blocks->count && mdp_node_equal(blocks->items[low], node) ? low : NOWHERE;
}

/* What became of a block of `before`. */
struct fate {
    bool told;
    mdp_change_kind kind;
    size_t place;     /* in `after`, where it was kept or moved to */
    bool has_crossed; /* the other side of a block that was kept */
};

struct model {
    struct blocks before, after;
    struct fate *fates;
    size_t next_before; /* what is kept, changed or removed comes in order */
    size_t next_after;  /* everything of `after` does */
    struct diff_told told;
    size_t told_size;
};

static bool require(struct model *model, bool holds, const char *promise)
{
    if (!holds && !model->told.broken)
        model->told.broken = promise;
    return holds;
}

/* One block of a change that has it in `before`, and, where it says so, in `after`. */
static void take_block(struct model *model, mdp_change_kind kind, size_t from, size_t to)
{
    struct fate *fate = &model->fates[from];
    require(model, !fate->told, "no block is in two changes");
    *fate = (struct fate){.told = true, .kind = kind, .place = to};
    if (kind == MDP_CHANGE_REMOVED)
        return;
    mdp_node one = model->before.items[from], other = model->after.items[to];
    if (kind == MDP_CHANGE_CHANGED)
        require(model, mdp_node_kind(one) == mdp_node_kind(other) && !same_block(one, other, false),
                "a changed block is another of the same kind");
    else
        require(model, same_block(one, other, false), "what is kept or moved is the same");
}

static int take(void *context, const mdp_change *change)
{
    struct model *model = context;
    bool has_before = change->kind != MDP_CHANGE_INSERTED, has_after = change->kind != MDP_CHANGE_REMOVED;
    size_t from = has_before ? index_of(&model->before, change->before) : 0;
    size_t to = has_after ? index_of(&model->after, change->after) : 0;
    if (model->told_size + 32 < sizeof model->told.changes)
        model->told_size += (size_t)sprintf(model->told.changes + model->told_size, "%s%c%zu",
                                            model->told_size ? " " : "", "KCIRM"[change->kind], change -> count);
    if (!require(model, change->count > 0, "a change has blocks") ||
        !require(model,
                 mdp_node_is_none(change->before) == !has_before && mdp_node_is_none(change->after) == !has_after,
                 "a side is none where it has no blocks") ||
        !require(model, from != NOWHERE && to != NOWHERE, "a change has top-level blocks") ||
        !require(model, !has_before || model->before.count - from >= change->count, "blocks of before end with it") ||
        !require(model, !has_after || model->after.count - to >= change->count, "blocks of after end with it") ||
        !require(model, !has_after || to == model->next_after, "changes come in the order of after"))
        return 0;
    for (size_t i = 0; has_before && i < change->count; i++)
        take_block(model, change->kind, from + i, to + i);
    if (has_after)
        model->next_after += change->count;
    if (has_before && change->kind != MDP_CHANGE_MOVED) {
        require(model, from >= model->next_before, "what did not move comes in the order of before");
        model->next_before = from + change->count;
    }
    return 0;
}

/* What was kept is in order in both documents, so the nearest before and behind a block tell whether it crossed any. */
static void find_crossings(struct model *model)
{
    size_t last = NOWHERE, next = NOWHERE;
    for (size_t i = 0; i < model->before.count; i++) {
        struct fate *fate = &model->fates[i];
        fate->has_crossed = last != NOWHERE && last > fate->place;
        if (fate->told && fate->kind == MDP_CHANGE_KEPT)
            last = fate->place;
    }
    for (size_t i = model->before.count; i-- > 0;) {
        struct fate *fate = &model->fates[i];
        fate->has_crossed |= next != NOWHERE && next < fate->place;
        if (fate->told && fate->kind == MDP_CHANGE_KEPT)
            next = fate->place;
    }
}

struct diff_told diff_model_run(const mdp_document *before, const mdp_document *after)
{
    struct model model = {.before = blocks_of(before), .after = blocks_of(after)};
    model.fates = allocate(model.before.count, sizeof *model.fates);
    model.told.status = mdp_diff(before, after, (mdp_change_sink){take, &model});
    require(&model, model.next_after == model.after.count, "each block of after is in a change");
    find_crossings(&model);
    for (size_t i = 0; i < model.before.count; i++) {
        require(&model, model.fates[i].told, "each block of before is in a change");
        require(&model, model.fates[i].kind != MDP_CHANGE_MOVED || model.fates[i].has_crossed,
                "what moved is the other side of what was kept");
    }
    free(model.fates);
    free(model.before.items);
    free(model.after.items);
    return model.told;
}

size_t diff_model_prefix(const mdp_document *before, const mdp_document *after)
{
    struct blocks one = blocks_of(before), other = blocks_of(after);
    size_t count = 0;
    while (count < one.count && count < other.count &&
           mdp_node_span(one.items[count]).begin == mdp_node_span(other.items[count]).begin &&
           same_block(one.items[count], other.items[count], true))
        count++;
    free(one.items);
    free(other.items);
    return count;
}
