/* stack.c: 64 KiB of stack are enough for every call of the header, where the library is built with optimisation. Each
 * call runs on a stack of which every byte is known before, and which is looked through behind it. What a thread that
 * does nothing takes is counted in, so that 64 KiB can be what a thread is started with.
 *
 *     stack --most BYTES      another bound: which calls take more, and how much */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "check.h"
#include "samples.h"

#include "hostile.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>

enum {
    STACK_MOST = 64 * 1024, /* what mdparse.h says; measured 2026-11: 47,184 with GCC 12, 50,056 with clang 14 */
    STACK_SIZE = 256 * 1024,
    TAKEN_MOST = STACK_SIZE / 2,
    PAINT = 0xA5,
    GUARD = 64 * 1024 /* below the stack, for pages of any size: nobody can touch it */
};

static size_t most = STACK_MOST;

/* ------------------------------------------------------------------------------------------------------ measuring */

/* The stack, with a part below it that nobody can touch; NULL where there is no memory. */
static unsigned char *make_stack(void)
{
    unsigned char *memory = mmap(NULL, GUARD + STACK_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED || mprotect(memory, GUARD, PROT_NONE) != 0)
        return NULL;
    return memory + GUARD;
}

static bool run_on(unsigned char *stack, void *(*run)(void *), void *argument)
{
    pthread_attr_t attributes;
    pthread_t thread;
    if (pthread_attr_init(&attributes) != 0)
        return false;
    bool started = pthread_attr_setstack(&attributes, stack, STACK_SIZE) == 0 &&
                   pthread_create(&thread, &attributes, run, argument) == 0;
    pthread_attr_destroy(&attributes);
    return started && pthread_join(thread, NULL) == 0;
}

/* Runs it on a thread, and returns how many bytes of its stack were written to; 0 where there is no thread. */
static size_t stack_of(void *(*run)(void *), void *argument)
{
    static unsigned char *stack;
    if (stack == NULL)
        stack = make_stack();
    if (stack == NULL)
        return 0;
    memset(stack, PAINT, STACK_SIZE);
    size_t untouched = run_on(stack, run, argument) ? 0 : STACK_SIZE;
    while (untouched < STACK_SIZE && stack[untouched] == PAINT)
        untouched++;
    return STACK_SIZE - untouched;
}

static void *take_stack(void *size)
{
    volatile char taken[TAKEN_MOST];
    for (size_t i = 0; i < *(size_t *)size; i++)
        taken[sizeof taken - 1 - i] = 0;
    return (void *)(uintptr_t)(taken[sizeof taken - 1] == 0 ? size : NULL);
}

/* What a function takes is seen, and little else. */
static void measures(struct check *check)
{
    for (size_t size = 0; size <= TAKEN_MOST; size += TAKEN_MOST / 4) {
        size_t taken = stack_of(take_stack, &size);
        CHECK(check, taken >= size && taken > 0 && taken - size < 16 * 1024);
    }
}

/* ---------------------------------------------------------------------------------------------------------- calls */

struct job {
    const char *text;
    size_t size;
    mdp_options options;
    const mdp_document *document; /* of the text */
    mdp_status status;
};

static void keep_first_failure(struct job *job, mdp_status status)
{
    if (job->status == MDP_OK)
        job->status = status;
}

static void *parse(void *context)
{
    struct job *job = context;
    const mdp_document *document = NULL;
    keep_first_failure(job, mdp_parse(job->text, job->size, &job->options, &document));
    mdp_document_release(document);
    return NULL;
}

static void *parse_batch(void *context)
{
    struct job *job = context;
    mdp_input inputs[] = {
        {.text = "a", .size = 1}, {.text = job->text, .size = job->size}, {.text = "[b]: c", .size = 6}};
    const mdp_document *documents[CHECK_COUNT(inputs)];
    keep_first_failure(job, mdp_parse_batch(inputs, CHECK_COUNT(inputs), &job->options, documents));
    for (size_t i = 0; i < CHECK_COUNT(inputs); i++)
        mdp_document_release(documents[i]);
    return NULL;
}

static void *parse_in_cache(void *context)
{
    struct job *job = context;
    mdp_cache *cache = NULL;
    const mdp_document *document = NULL;
    keep_first_failure(job, mdp_cache_create((size_t)1 << 20, &cache));
    for (size_t i = 0; i < 2; i++) {
        keep_first_failure(job, mdp_cache_parse(cache, job->text, job->size, &job->options, &document));
        mdp_document_release(document);
    }
    mdp_cache_destroy(cache);
    return NULL;
}

static int take_change(void *context, const mdp_change *change)
{
    (void)context, (void)change;
    return 0;
}

/* Defines labels, so that references elsewhere are parsed again; and compares both versions. */
static void *edit(void *context)
{
    struct job *job = context;
    const char defined[] = "\n\n[a]: /u\n[foo]: /u\n\n[^a]: note\n\n";
    const mdp_edit edits[] = {
        {.begin = job->size, .end = job->size, .text = "*x*", .size = 3},
        {.begin = job->size / 2, .end = job->size / 2 + job->size % 2, .text = "`y`", .size = 3},
        {.begin = 0, .end = 0, .text = defined, .size = sizeof defined - 1},
    };
    const mdp_document *edited = NULL, *longer = NULL;
    keep_first_failure(job, mdp_document_edit(job->document, edits, CHECK_COUNT(edits), &edited));
    keep_first_failure(job, mdp_document_append(edited, "\n- z\n", 5, &longer));
    keep_first_failure(job, mdp_diff(job->document, longer, (mdp_change_sink){take_change, NULL}));
    mdp_document_shared_prefix(job->document, longer);
    mdp_document_release(edited);
    mdp_document_release(longer);
    return NULL;
}

static int take_bytes(void *context, const char *data, size_t size)
{
    *(size_t *)context += size + (size_t)(data == NULL);
    return 0;
}

static void *render(void *context)
{
    static const uint64_t flags[] = {0, MDP_RENDER_UNSAFE | MDP_RENDER_TAG_FILTER,
                                     MDP_RENDER_SOURCEPOS | MDP_RENDER_HEADING_IDS};
    struct job *job = context;
    size_t size = 0;
    for (mdp_format format = MDP_FORMAT_HTML; format <= MDP_FORMAT_TREE; format++) {
        for (size_t i = 0; i < CHECK_COUNT(flags); i++) {
            mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
            options.flags = flags[i];
            keep_first_failure(job, mdp_render(job->document, format, &options, (mdp_sink){take_bytes, &size}));
        }
    }
    return NULL;
}

static void *read_document(void *context)
{
    struct job *job = context;
    mdp_footnotes *footnotes = NULL;
    mdp_event events[16];
    mdp_walker walker = mdp_walk(mdp_document_root(job->document));
    while (mdp_walker_read(&walker, events, CHECK_COUNT(events)) == CHECK_COUNT(events))
        mdp_node_link(events[0].node);
    mdp_document_node_at(job->document, job->size / 2);
    mdp_document_offset(job->document, mdp_document_position(job->document, job->size / 2));
    mdp_document_offset_in(job->document, mdp_document_position_in(job->document, job->size / 2, MDP_UTF16), MDP_UTF32);
    mdp_document_definition(job->document, "a  B", 4);
    keep_first_failure(job, mdp_footnotes_create(job->document, NULL, &footnotes));
    mdp_footnotes_destroy(footnotes);
    return NULL;
}

/* ------------------------------------------------------------------------------------------------------ all of it */

static void run_in_order(void *context, size_t count, void (*task)(void *argument, size_t index), void *argument)
{
    (void)context;
    for (size_t i = 0; i < count; i++)
        task(argument, i);
}

static void measure(struct check *check, const char *name, void *(*run)(void *), struct job *job)
{
    size_t taken = stack_of(run, job);
    if (!CHECK(check, job->status == MDP_OK && taken > 0) || !CHECK(check, taken <= most))
        printf("  %s takes %zu bytes\n", name, taken);
}

/* What an executor runs is run by the calls themselves: their stack is that of the call and that of its tasks. */
static void measure_calls(struct check *check, const char *text, size_t size, uint64_t flags, bool parts)
{
    struct job job = {.text = text, .size = size, .options = MDP_OPTIONS_INIT};
    job.options.flags = flags;
    if (parts)
        job.options.executor = (mdp_executor){run_in_order, NULL, 4};
    if (!CHECK(check, mdp_parse(text, size, &job.options, &job.document) == MDP_OK))
        return;
    measure(check, "parse", parse, &job);
    measure(check, "batch", parse_batch, &job);
    measure(check, "cache", parse_in_cache, &job);
    measure(check, "edit", edit, &job);
    measure(check, "rendering", render, &job);
    measure(check, "reading", read_document, &job);
    mdp_document_release(job.document);
}

static void samples(struct check *check, const struct sample *sample)
{
    measure_calls(check, sample->text, sample->size, 0, false);
    measure_calls(check, sample->text, sample->size, MDP_EXT_GFM | MDP_PARSE_SMART | MDP_SEALED, true);
}

/* So small that no scratch is allocated, and larger; and all of them as one text, which is parsed in parts. */
static void hostile(struct check *check)
{
    static const size_t sizes[] = {1000, 4 * 1024};
    struct spec_bytes text = {NULL, 0, 0}, all = {NULL, 0, 0};
    for (size_t i = 0; i < spec_hostile_count + spec_deep_hostile_count; i++) {
        const struct spec_hostile *shape =
            i < spec_hostile_count ? &spec_hostiles[i] : &spec_deep_hostiles[i - spec_hostile_count];
        for (size_t j = 0; j < CHECK_COUNT(sizes); j++) {
            spec_hostile_make(shape, sizes[j], &text);
            check->input = text.data;
            check->input_size = text.size;
            measure_calls(check, text.data, text.size, MDP_EXT_GFM | MDP_PARSE_SMART, false);
        }
        spec_append(&all, text.data, text.size);
        spec_append_text(&all, "\n\n");
    }
    check->input = all.data;
    check->input_size = all.size;
    CHECK(check, all.size >= (size_t)512 * 1024);
    measure_calls(check, all.data, all.size, 0, true);
    measure_calls(check, all.data, all.size, MDP_EXT_GFM | MDP_PARSE_SMART, true);
    check->input = NULL;
    spec_free(&text);
    spec_free(&all);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"measures", measures}, {"hostile", hostile}};
    static const struct property properties[] = {{"samples", samples}};
    for (int i = 1; i + 1 < argc; i++)
        if (strcmp(argv[i], "--most") == 0)
            most = (size_t)strtoull(argv[i + 1], NULL, 10);
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
