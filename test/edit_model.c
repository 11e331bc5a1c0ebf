/* edit_model.c: the oracle of edit_model.h. It knows the public header only. */
#include "edit_model.h"

#include <stdlib.h>

#include "digest.h"

static void *allocate(size_t size)
{
    void *memory = malloc(size ? size : 1);
    if (!memory)
        abort();
    return memory;
}

/* ------------------------------------------------------------------------------------------------------- the oracle */

/* Column for column, there and back. */
static bool same_in_utf16(const mdp_document *a, const mdp_document *b, size_t offset)
{
    mdp_position at = mdp_document_position_in(a, offset, MDP_UTF16);
    mdp_position wanted = mdp_document_position_in(b, offset, MDP_UTF16);
    return at.line == wanted.line && at.column == wanted.column &&
           mdp_document_offset_in(a, at, MDP_UTF16) == mdp_document_offset_in(b, at, MDP_UTF16);
}

static bool same_positions(const mdp_document *a, const mdp_document *b, size_t size)
{
    for (size_t i = 0, step = size / 7 + 1; i <= size + step; i += step) {
        mdp_position at = mdp_document_position(a, i), wanted = mdp_document_position(b, i);
        mdp_span node = mdp_node_span(mdp_document_node_at(a, i)), other = mdp_node_span(mdp_document_node_at(b, i));
        if (at.line != wanted.line || at.column != wanted.column || node.begin != other.begin ||
            node.end != other.end || mdp_document_offset(a, at) != (i < size ? i : size) || !same_in_utf16(a, b, i))
            return false;
    }
    return true;
}

static bool same_definitions(const mdp_document *a, const mdp_document *b)
{
    static const char *const labels[] = {"a", "b", "A", "ab", "foo", "bar"};
    for (size_t i = 0; i < CHECK_COUNT(labels); i++) {
        mdp_span one = mdp_node_span(mdp_document_definition(a, labels[i], strlen(labels[i])));
        mdp_span other = mdp_node_span(mdp_document_definition(b, labels[i], strlen(labels[i])));
        if (one.begin != other.begin || one.end != other.end)
            return false;
        one = mdp_node_span(mdp_document_footnote(a, labels[i], strlen(labels[i])));
        other = mdp_node_span(mdp_document_footnote(b, labels[i], strlen(labels[i])));
        if (one.begin != other.begin || one.end != other.end)
            return false;
    }
    mdp_document_stats stats = mdp_document_measure(a), wanted = mdp_document_measure(b);
    return stats.definitions == wanted.definitions && stats.nodes == wanted.nodes &&
           stats.text_size == wanted.text_size;
}

struct html {
    uint64_t hash;
    size_t size;
};

static int add_html(void *context, const char *data, size_t size)
{
    struct html *html = context;
    html->size += size;
    for (size_t i = 0; i < size; i++)
        html->hash = (html->hash ^ (unsigned char)data[i]) * UINT64_C(0x100000001B3);
    return 0;
}

static struct html render(const mdp_document *document)
{
    struct html html = {0, 0};
    mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
    options.flags = MDP_RENDER_SOURCEPOS | MDP_RENDER_UNSAFE;
    mdp_render(document, MDP_FORMAT_HTML, &options, (mdp_sink){add_html, &html});
    return html;
}

bool model_same(const mdp_document *document, const char *text, size_t size, uint64_t flags)
{
    const mdp_document *whole = NULL;
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = flags;
    if (mdp_parse(text, size, &options, &whole) != MDP_OK)
        return false;
    struct html html = render(document), wanted = render(whole);
    bool same = digest_document(document) == digest_document(whole) && same_positions(document, whole, size) &&
                same_definitions(document, whole) && html.hash == wanted.hash && html.size == wanted.size;
    mdp_document_release(whole);
    return same;
}

/* ------------------------------------------------------------------------------------------------------- the model */

char *model_apply(const char *text, size_t size, const mdp_edit *edits, size_t count, size_t *new_size)
{
    size_t total = size, at = 0;
    for (size_t i = 0; i < count; i++)
        total += edits[i].size;
    char *out = allocate(total), *to = out;
    for (size_t i = 0; i < count; i++) {
        memcpy(to, text + at, edits[i].begin - at);
        to += edits[i].begin - at;
        if (edits[i].size)
            memcpy(to, edits[i].text, edits[i].size);
        to += edits[i].size;
        at = edits[i].end;
    }
    memcpy(to, text + at, size - at);
    *new_size = (size_t)(to - out) + size - at;
    return out;
}

void model_clip(mdp_edit *edits, size_t count, size_t size)
{
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        edits[i].begin = edits[i].begin < at ? at : edits[i].begin > size ? size : edits[i].begin;
        edits[i].end = edits[i].end < edits[i].begin ? edits[i].begin : edits[i].end > size ? size : edits[i].end;
        at = edits[i].end;
    }
}

void model_version_free(struct model_version *version)
{
    mdp_document_release(version->document);
    free(version->text);
}

bool model_version_edit(struct model_version *version, const mdp_edit *edits, size_t count)
{
    struct model_version edited = {.flags = version->flags};
    edited.text = model_apply(version->text, version->size, edits, count, &edited.size);
    bool same = mdp_document_edit(version->document, edits, count, &edited.document) == MDP_OK &&
                model_same(edited.document, edited.text, edited.size, edited.flags);
    model_version_free(version);
    *version = edited;
    return same;
}

/* Runs the chain quietly. Whether each version was right; *failed is the first step after which one was not. */
static bool holds(const struct model_chain *chain, size_t *failed)
{
    struct model_version version = {.text = allocate(chain->size), .size = chain->size, .flags = chain->flags};
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = chain->flags;
    bool same = true;
    memcpy(version.text, chain->text, chain->size);
    if (mdp_parse(version.text, version.size, &options, &version.document) != MDP_OK)
        abort();
    for (size_t i = 0; i < chain->count && same; i++) {
        size_t count = chain->steps[i].count;
        mdp_edit *edits = allocate(count * sizeof *edits);
        memcpy(edits, chain->steps[i].edits, count * sizeof *edits);
        model_clip(edits, count, version.size);
        same = model_version_edit(&version, edits, count);
        *failed = i;
        free(edits);
    }
    model_version_free(&version);
    return same;
}

/* --------------------------------------------------------------------------------------------------- smaller ones */

/* Takes away what is not needed for the chain to fail: steps, edits, bytes that are inserted, bytes of the text.
 * Whatever is left in place of something is tried by running the chain. */
static bool fails(const struct model_chain *chain)
{
    size_t failed;
    return !holds(chain, &failed);
}

static bool shrink_steps(struct model_chain *chain)
{
    bool smaller = false;
    for (size_t i = chain->count; i-- > 0 && chain->count > 1;) {
        struct model_chain trial = *chain;
        trial.steps = allocate(chain->count * sizeof *trial.steps);
        trial.count = chain->count - 1;
        memcpy(trial.steps, chain->steps, i * sizeof *trial.steps);
        memcpy(trial.steps + i, chain->steps + i + 1, (chain->count - i - 1) * sizeof *trial.steps);
        if (fails(&trial)) {
            memcpy(chain->steps, trial.steps, trial.count * sizeof *trial.steps);
            chain->count--;
            smaller = true;
        }
        free(trial.steps);
    }
    return smaller;
}

/* Each edit: without itself, with less text, with a smaller range. */
static bool shrink_edits(struct model_chain *chain)
{
    bool smaller = false;
    for (size_t s = 0; s < chain->count; s++) {
        struct model_step *step = &chain->steps[s];
        for (size_t i = step->count; i-- > 0;) {
            mdp_edit edit = step->edits[i];
            if (step->count > 1) {
                memmove(&step->edits[i], &step->edits[i + 1], (step->count - i - 1) * sizeof edit);
                step->count--;
                if (fails(chain)) {
                    smaller = true;
                    continue;
                }
                step->count++;
                memmove(&step->edits[i + 1], &step->edits[i], (step->count - i - 1) * sizeof edit);
                step->edits[i] = edit;
            }
            for (size_t cut = edit.size; cut > 0; cut /= 2) {
                mdp_edit tries[2] = {edit, edit};
                tries[0].text += cut;
                for (size_t k = 0; k < 2 && edit.size >= cut; k++) {
                    tries[k].size = edit.size - cut;
                    step->edits[i] = tries[k];
                    if (fails(chain)) {
                        smaller = true;
                        edit = tries[k];
                        break;
                    }
                    step->edits[i] = edit;
                }
            }
            for (size_t cut = edit.end - edit.begin; cut > 0 && edit.end > edit.begin; cut /= 2) {
                step->edits[i].end = edit.end - (cut < edit.end - edit.begin ? cut : edit.end - edit.begin);
                if (fails(chain)) {
                    smaller = true;
                    edit = step->edits[i];
                }
                step->edits[i] = edit;
            }
        }
    }
    return smaller;
}

/* Moves the offsets of the first step as the text [begin, begin + cut) goes. The others stay: they are clipped. */
static void move_offsets(struct model_step *step, size_t begin, size_t cut, bool back)
{
    for (size_t i = 0; i < step->count; i++) {
        size_t *offsets[] = {&step->edits[i].begin, &step->edits[i].end};
        for (size_t k = 0; k < 2; k++) {
            if (back && *offsets[k] >= begin)
                *offsets[k] += cut;
            else if (!back && *offsets[k] >= begin + cut)
                *offsets[k] -= cut;
        }
    }
}

static bool shrink_text(struct model_chain *chain, char *text)
{
    bool smaller = false;
    for (size_t cut = chain->size / 2; cut > 0; cut /= 2) {
        for (size_t begin = 0; begin + cut <= chain->size;) {
            char *without = allocate(chain->size);
            struct model_chain trial = *chain;
            memcpy(without, text, begin);
            memcpy(without + begin, text + begin + cut, chain->size - begin - cut);
            trial.text = without;
            trial.size = chain->size - cut;
            bool moved = false;
            for (size_t i = 0; i < chain->steps[0].count; i++)
                moved |= chain->steps[0].edits[i].begin >= begin && chain->steps[0].edits[i].begin < begin + cut;
            for (size_t i = 0; i < chain->steps[0].count; i++)
                moved |= chain->steps[0].edits[i].end >= begin && chain->steps[0].edits[i].end < begin + cut;
            if (!moved)
                move_offsets(&chain->steps[0], begin, cut, false);
            if (!moved && fails(&trial)) {
                memcpy(text, without, trial.size);
                chain->size = trial.size;
                smaller = true;
            } else {
                if (!moved)
                    move_offsets(&chain->steps[0], begin, cut, true);
                begin += cut;
            }
            free(without);
        }
    }
    return smaller;
}

static void print_chain(const struct model_chain *chain)
{
    printf("  text (flags %llu): ", (unsigned long long)chain->flags);
    check_print_bytes(chain->text, chain->size);
    for (size_t i = 0; i < chain->count; i++) {
        for (size_t k = 0; k < chain->steps[i].count; k++) {
            mdp_edit edit = chain->steps[i].edits[k];
            printf("  step %zu: [%zu, %zu) becomes ", i + 1, edit.begin, edit.end);
            check_print_bytes(edit.text, edit.size);
        }
    }
}

static void shrink_and_print(const struct model_chain *failing, size_t failed)
{
    struct model_chain chain = *failing;
    char *text = allocate(chain.size);
    chain.count = failed + 1;
    chain.steps = allocate(chain.count * sizeof *chain.steps);
    memcpy(text, failing->text, chain.size);
    chain.text = text;
    for (size_t i = 0; i < chain.count; i++) {
        chain.steps[i] = failing->steps[i];
        chain.steps[i].edits = allocate(chain.steps[i].count * sizeof(mdp_edit));
        memcpy(chain.steps[i].edits, failing->steps[i].edits, chain.steps[i].count * sizeof(mdp_edit));
    }
    struct model_step *steps = chain.steps;
    for (size_t round = 0; round < 4; round++) {
        bool smaller = shrink_steps(&chain);
        smaller |= shrink_edits(&chain);
        smaller |= shrink_text(&chain, text);
        if (!smaller)
            break;
    }
    print_chain(&chain);
    for (size_t i = 0; i < chain.count; i++)
        free(steps[i].edits);
    free(steps);
    free(text);
}

bool model_run(struct check *check, const struct model_chain *chain)
{
    size_t failed = 0;
    if (holds(chain, &failed))
        return true;
    check->input = chain->text;
    check->input_size = chain->size;
    if (check_complain(check, "an edited document is not what a parse of its text gives; the smallest chain found:",
                       __FILE__, __LINE__))
        shrink_and_print(chain, failed);
    check->input = NULL;
    return false;
}
