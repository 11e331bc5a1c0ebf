/* adversarial.c: no input is slow. Each shape of hostile.h is made at one size and at twice that size; parsing,
 * walking, editing and every renderer may then cost no more than twice, and a little. Costs are counted, see meter.h,
 * so the results are the same on every machine. Output and memory are bounded too, and deep nesting runs on a small
 * stack.
 *
 * A cost that has steps may lie under one size's step and over the other's: what fails is doubled once more, and
 * fails if its cost grows too much again, as every cost that grows faster than the input does.
 *
 *     adversarial [NAME]        runs one shape and prints what it costs */
#include "hostile.h"
#include "meter.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------------------------------------------- limits */

/* Large enough that a quadratic part of a thousandth of the linear one shows in the ratio. */
#define SIZE ((size_t)16 * 1024)

/* The least dense of the deep shapes takes eight bytes for a level: that leaves ten bytes of stack for each. */
#define DEEP_SIZE  ((size_t)200 * 1000)
#define DEEP_STACK ((size_t)256 * 1024)

/* One byte of so many is edited. */
#define EDIT_STEP ((size_t)16)

/* Doubling the input may multiply the work by so much: 2 is linear, 4 quadratic; the rest is for logarithms and for
 * tables that happen to double. */
#define RATIO_MAX 2.6

/* A stage that costs less than this for each byte of input is too small to compare, at any ratio. */
#define WORK_NEGLIGIBLE 0.25

/* Output is a multiple of the input at most, however often a long definition is used: here, bytes for each byte of
 * input, and what references may add to that. */
#define EXPANSION_MAX ((size_t)100 * 1024)

/* Memory, in bytes for each byte of input, of the densest inputs, such as `>>>>`, where each byte is a block. Text as
 * people write it takes a fraction of that. */
#define PEAK_PER_BYTE ((size_t)128)
#define HELD_PER_BYTE ((size_t)24)
#define GFM_HELD_PER_BYTE                                                                                              \
    ((size_t)50) /* a table's row of two bytes is a row, a cell, a text and two cells that it lacks */
#define MEMORY_MIN ((size_t)16 * 1024)

static const struct {
    const char *name;
    mdp_format format;
    uint64_t flags;
    size_t bytes_per_byte;
} outputs[] = {
    {"HTML", MDP_FORMAT_HTML, MDP_RENDER_UNSAFE, 64}, /* of [^a] 58: a reference to a footnote, and a link back to it */
    {"HTML with all options", MDP_FORMAT_HTML, MDP_RENDER_UNSAFE | MDP_RENDER_TAG_FILTER | MDP_RENDER_HEADING_IDS, 80},
    {"XML", MDP_FORMAT_XML, MDP_RENDER_SOURCEPOS, 160},
    {"JSON", MDP_FORMAT_JSON, 0, 256},
    {"tree", MDP_FORMAT_TREE, 0, 256},
};
#define OUTPUT_COUNT (sizeof outputs / sizeof *outputs)

/* ------------------------------------------------------------------------------------------------------ measuring */

enum stage { PARSE, PARSE_SMART, WALK, EDITS, APPEND, DIFF, RELEASE, RENDER, STAGE_COUNT = RENDER + (int)OUTPUT_COUNT };

struct cost {
    size_t input;
    size_t nodes;
    size_t peak; /* of a parse */
    size_t held; /* by the document */
    uint64_t work[STAGE_COUNT];
    size_t output[OUTPUT_COUNT];
    const char *failure; /* NULL if all went well */
};

static const char *stage_name(size_t stage)
{
    static const char *const names[] = {"parse", "smart parse", "walk", "edits", "append", "diff", "release"};
    return stage < RENDER ? names[stage] : outputs[stage - RENDER].name;
}

static int count_output(void *context, const char *data, size_t size)
{
    (void)data;
    *(size_t *)context += size;
    return 0;
}

static const mdp_document *parse(const struct spec_bytes *text, uint64_t flags)
{
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = flags;
    options.allocator = spec_meter_allocator();
    const mdp_document *document = NULL;
    mdp_parse(text->data, text->size, &options, &document);
    return document;
}

static size_t walk(const mdp_document *document)
{
    size_t nodes = 0;
    mdp_walker walker = mdp_walk(mdp_document_root(document));
    while (mdp_walker_next(&walker))
        nodes += walker.entering;
    return nodes;
}

static int ignore_change(void *context, const mdp_change *change)
{
    (void)context;
    (void)change;
    return 0;
}

/* Many edits at once, one of every few bytes; a line that is added at the end of what they make; and what has changed
 * by both. */
static void measure_edits(const mdp_document *document, struct cost *cost)
{
    static const char line[] = "\n\n- a\n";
    size_t count = cost->input / EDIT_STEP;
    mdp_edit *edits = malloc(count * sizeof *edits);
    const mdp_document *edited = NULL, *appended = NULL;
    for (size_t i = 0; edits != NULL && i < count; i++)
        edits[i] = (mdp_edit){.begin = i * EDIT_STEP, .end = i * EDIT_STEP + 1, .text = "x", .size = 1};
    uint64_t before = spec_meter_work();
    bool done = edits != NULL && mdp_document_edit(document, edits, count, &edited) == MDP_OK;
    cost->work[EDITS] = spec_meter_work() - before;
    free(edits);
    before = spec_meter_work();
    done = done && mdp_document_append(edited, line, sizeof line - 1, &appended) == MDP_OK;
    cost->work[APPEND] = spec_meter_work() - before;
    before = spec_meter_work();
    done = done && mdp_diff(document, appended, (mdp_change_sink){.take = ignore_change}) == MDP_OK;
    cost->work[DIFF] = spec_meter_work() - before;
    if (!done)
        cost->failure = "an edit failed";
    mdp_document_release(appended);
    mdp_document_release(edited);
}

static void measure_document(const mdp_document *document, struct cost *cost)
{
    uint64_t before = spec_meter_work();
    cost->nodes = walk(document);
    cost->work[WALK] = spec_meter_work() - before;
    measure_edits(document, cost);
    for (size_t i = 0; i < OUTPUT_COUNT; i++) {
        mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
        options.flags = outputs[i].flags;
        mdp_sink sink = {.write = count_output, .context = &cost->output[i]};
        before = spec_meter_work();
        if (mdp_render(document, outputs[i].format, &options, sink) != MDP_OK)
            cost->failure = "a renderer failed";
        cost->work[RENDER + i] = spec_meter_work() - before;
    }
    before = spec_meter_work();
    mdp_document_release(document);
    cost->work[RELEASE] = spec_meter_work() - before;
}

static struct cost measure(const struct spec_bytes *text, uint64_t flags)
{
    struct cost cost = {.input = text->size};
    uint64_t before = spec_meter_work();
    mdp_document_release(parse(text, flags | MDP_PARSE_SMART));
    cost.work[PARSE_SMART] = spec_meter_work() - before;

    spec_meter_reset_peak();
    before = spec_meter_work();
    const mdp_document *document = parse(text, flags);
    cost.work[PARSE] = spec_meter_work() - before;
    cost.peak = spec_meter_peak();
    cost.held = spec_meter_held();
    if (document == NULL)
        cost.failure = "mdp_parse failed";
    else
        measure_document(document, &cost);
    if (spec_meter_held() != 0)
        cost.failure = "memory was not given back";
    return cost;
}

/* ------------------------------------------------------------------------------------------------------ judging */

static bool fail(const char *program, const struct spec_hostile *hostile, uint64_t flags)
{
    printf("  FAILED: %s%s\n  again:  %s %s\n\n", hostile->name, flags ? ", with extensions" : "", program,
           hostile->name);
    return false;
}

/* By how much the work for a byte grows, times two. */
static double ratio(const struct cost *small, const struct cost *large, size_t stage)
{
    double before = (double)small->work[stage] / (double)small->input;
    double after = (double)large->work[stage] / (double)large->input;
    return before > 0 ? 2 * after / before : 0;
}

static bool work_is_linear(const struct cost *small, const struct cost *large, bool report)
{
    bool linear = true;
    for (size_t stage = 0; stage < STAGE_COUNT; stage++) {
        bool negligible = (double)large->work[stage] < WORK_NEGLIGIBLE * (double)large->input;
        if (negligible || ratio(small, large, stage) <= RATIO_MAX)
            continue;
        linear = false;
        if (report)
            printf("  %s: work grows by %.2f when the input doubles: %.1f, then %.1f for each byte\n",
                   stage_name(stage), ratio(small, large, stage), (double)small->work[stage] / (double)small->input,
                   (double)large->work[stage] / (double)large->input);
    }
    return linear;
}

static bool output_is_bounded(const struct cost *cost)
{
    bool bounded = true;
    for (size_t i = 0; i < OUTPUT_COUNT; i++) {
        size_t most = outputs[i].bytes_per_byte * cost->input + EXPANSION_MAX;
        if (cost->output[i] > most) {
            printf("  %s: %zu bytes for an input of %zu, more than %zu\n", outputs[i].name, cost->output[i],
                   cost->input, most);
            bounded = false;
        }
    }
    return bounded;
}

static bool memory_is_bounded(const struct cost *cost, uint64_t flags)
{
    size_t most = PEAK_PER_BYTE * cost->input + MEMORY_MIN;
    size_t most_held = (flags ? GFM_HELD_PER_BYTE : HELD_PER_BYTE) * cost->input + MEMORY_MIN;
    if (cost->peak > most)
        printf("  memory: a parse takes %zu bytes for an input of %zu, more than %zu\n", cost->peak, cost->input, most);
    if (cost->held > most_held)
        printf("  memory: a document holds %zu bytes for an input of %zu, more than %zu\n", cost->held, cost->input,
               most_held);
    return cost->peak <= most && cost->held <= most_held;
}

static void print_cost(const struct cost *cost)
{
    printf("%zu bytes, %zu nodes; memory %zu, at most %zu; work for each byte:", cost->input, cost->nodes, cost->held,
           cost->peak);
    for (size_t stage = 0; stage < STAGE_COUNT; stage++)
        printf(" %s %.1f", stage_name(stage), (double)cost->work[stage] / (double)cost->input);
    printf("; bytes for each byte:");
    for (size_t i = 0; i < OUTPUT_COUNT; i++)
        printf(" %s %.1f", outputs[i].name, (double)cost->output[i] / (double)cost->input);
    putchar('\n');
}

static struct cost measure_shape(const struct spec_hostile *hostile, size_t size, uint64_t flags, bool verbose)
{
    struct spec_bytes text = {0};
    spec_hostile_make(hostile, size, &text);
    struct cost cost = measure(&text, flags);
    spec_free(&text);
    if (verbose)
        print_cost(&cost);
    return cost;
}

static bool is_sound(const struct cost *cost, uint64_t flags)
{
    if (cost->failure != NULL)
        printf("  %s\n", cost->failure);
    bool bounded = output_is_bounded(cost);
    return memory_is_bounded(cost, flags) && bounded && cost->failure == NULL;
}

static bool run(const char *program, const struct spec_hostile *hostile, uint64_t flags, bool verbose)
{
    struct cost small = measure_shape(hostile, SIZE, flags, verbose);
    struct cost large = measure_shape(hostile, 2 * SIZE, flags, verbose);
    bool linear = true;
    if (!work_is_linear(&small, &large, verbose)) {
        struct cost larger = measure_shape(hostile, 4 * SIZE, flags, verbose);
        linear = work_is_linear(&large, &larger, true);
    }
    bool sound = is_sound(&small, flags);
    return (is_sound(&large, flags) && sound && linear) || fail(program, hostile, flags);
}

/* -------------------------------------------------------------------------------------------------------- deep */

struct deep_run {
    struct spec_bytes text;
    uint64_t flags;
    struct cost cost;
};

static void *measure_in_thread(void *context)
{
    struct deep_run *deep = context;
    deep->cost = measure(&deep->text, deep->flags);
    return NULL;
}

/* Where anything recurses on the depth of the input, the thread overflows its stack and the program dies. */
static bool run_deep(const char *program, const struct spec_hostile *hostile, uint64_t flags, bool verbose)
{
    struct deep_run deep = {.flags = flags};
    spec_hostile_make(hostile, DEEP_SIZE, &deep.text);
    pthread_attr_t attributes;
    pthread_t thread;
    bool started = pthread_attr_init(&attributes) == 0 && pthread_attr_setstacksize(&attributes, DEEP_STACK) == 0 &&
                   pthread_create(&thread, &attributes, measure_in_thread, &deep) == 0;
    if (started)
        pthread_join(thread, NULL);
    pthread_attr_destroy(&attributes);
    spec_free(&deep.text);
    if (verbose && started)
        print_cost(&deep.cost);
    const char *failure = started ? deep.cost.failure : "no thread could be started";
    if (failure != NULL)
        printf("  %s\n", failure);
    return failure == NULL || fail(program, hostile, flags);
}

/* -------------------------------------------------------------------------------------------------------- main */

int main(int argc, char **argv)
{
    const char *chosen = argc > 1 ? argv[1] : NULL;
    struct spec_tally tally = {0};
    for (size_t f = 0; f < 2; f++) {
        uint64_t flags = f == 0 ? 0 : MDP_EXT_GFM;
        for (size_t i = 0; i < spec_hostile_count; i++)
            if (chosen == NULL || strcmp(chosen, spec_hostiles[i].name) == 0)
                spec_tally_add(&tally, run(argv[0], &spec_hostiles[i], flags, chosen != NULL));
        for (size_t i = 0; i < spec_deep_hostile_count; i++)
            if (chosen == NULL || strcmp(chosen, spec_deep_hostiles[i].name) == 0)
                spec_tally_add(&tally, run_deep(argv[0], &spec_deep_hostiles[i], flags, chosen != NULL));
    }
    return spec_tally_end(&tally);
}
