/* parallel.c: however a text is cut, and in whatever order its parts are done, on however many threads: the document
 * is the one that a single thread makes, byte for byte.
 *
 * parser/parallel.h is told where to cut, so that small texts are cut too, at every line; mdp_parse cuts by itself
 * where a text is large. Under ThreadSanitizer (./dev tsan) it also says that no task reads what another one writes.
 * */
#include "counting.h"
#include "executors.h"
#include "same_bytes.h"
#include "samples.h"

#include <stdlib.h>

#include "corpus.h"
#include "hostile.h"
#include "parallel.h"

enum { CUTS_MOST = 64, SMALL = 3000, MEMORY_SMALL = 600, HOSTILE_SIZE = 30000, GENERATED_SIZE = 1100 * 1000 };

/* What to parse, in what parts, and what should come. */
struct attempt {
    const char *text;
    size_t size;
    mdp_options options;
    uint32_t begins[CUTS_MOST];
    size_t cuts;
    const mdp_document *wanted;
};

static uint32_t roll(uint64_t *dice, uint32_t limit)
{
    *dice = *dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return limit ? (uint32_t)(*dice >> 33) % limit : 0;
}

static int compare_positions(const void *a, const void *b)
{
    uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return (first > second) - (first < second);
}

static void cut_at_random(struct attempt *attempt, size_t cuts, uint64_t *dice)
{
    attempt->cuts = cuts;
    for (size_t i = 0; i < cuts; i++)
        attempt->begins[i] = roll(dice, (uint32_t)attempt->size);
    qsort(attempt->begins, cuts, sizeof attempt->begins[0], compare_positions);
}

static const mdp_document *parse_whole(struct check *check, const char *text, size_t size, uint64_t flags)
{
    mdp_options options = MDP_OPTIONS_INIT;
    const mdp_document *document = NULL;
    options.flags = flags;
    CHECK(check, mdp_parse(text, size, &options, &document) == MDP_OK);
    return document;
}

static void print_cuts(const struct attempt *attempt)
{
    fputs("  cut at: ", stdout);
    for (size_t i = 0; i < attempt->cuts; i++)
        printf(" %u", attempt->begins[i]);
    putchar('\n');
}

static void attempt_run(struct check *check, const struct attempt *attempt)
{
    mdp_document *document = NULL;
    mdp_status status =
        parallel_parse(attempt->text, attempt->size, &attempt->options, attempt->cuts + 1, attempt->begins, &document);
    if (!CHECK(check, status == MDP_OK) || !CHECK(check, same_bytes(document, attempt->wanted)))
        print_cuts(attempt);
    mdp_document_release(document);
}

/* ------------------------------------------------------------------------------------------------------- properties */

/* A cut at each line of a small text alone, then at as many as there can be. */
static void each_line_with(struct check *check, const struct sample *sample, uint64_t flags)
{
    struct executor_state state;
    struct attempt attempt = {.text = sample->text, .size = sample->size, .options = MDP_OPTIONS_INIT};
    if (sample->size == 0 || sample->size > SMALL)
        return;
    attempt.options.flags = flags;
    attempt.options.executor = executor_make(&state, EXECUTOR_BACKWARD, 2);
    attempt.wanted = parse_whole(check, sample->text, sample->size, flags);
    size_t lines = 0;
    for (uint32_t at = 1; at < sample->size && check->complaints == 0; at++) {
        if (sample->text[at - 1] != '\n' && sample->text[at - 1] != '\r')
            continue;
        attempt.cuts = 1;
        attempt.begins[0] = at;
        attempt_run(check, &attempt);
        lines++;
    }
    attempt.cuts = 0;
    for (uint32_t at = 1; at < sample->size && attempt.cuts < CUTS_MOST; at++)
        if (sample->text[at - 1] == '\n' || sample->text[at - 1] == '\r')
            attempt.begins[attempt.cuts++] = at;
    attempt_run(check, &attempt);
    mdp_document_release(attempt.wanted);
}

static void each_line(struct check *check, const struct sample *sample)
{
    each_line_with(check, sample, 0);
    each_line_with(check, sample, MDP_EXT_GFM);
}

static void random_cuts_of(struct check *check, const char *text, size_t size, uint64_t flags, size_t rounds)
{
    struct executor_state state;
    struct attempt attempt = {.text = text, .size = size, .options = MDP_OPTIONS_INIT};
    uint64_t dice = size;
    attempt.wanted = parse_whole(check, text, size, flags);
    attempt.options.flags = flags;
    for (size_t i = 0; i < rounds && check->complaints == 0; i++) {
        attempt.options.executor = executor_make(&state, (enum executor_order)(i % EXECUTOR_ORDERS), 2);
        cut_at_random(&attempt, i % 3 == 2 ? CUTS_MOST : 1 + roll(&dice, 6), &dice);
        attempt_run(check, &attempt);
    }
    mdp_document_release(attempt.wanted);
}

static void random_cuts(struct check *check, const struct sample *sample)
{
    if (sample->size == 0)
        return;
    random_cuts_of(check, sample->text, sample->size, 0, 6);
    random_cuts_of(check, sample->text, sample->size, MDP_PARSE_SMART | MDP_SEALED, 3);
    random_cuts_of(check, sample->text, sample->size, MDP_EXT_GFM, 3);
}

/* The k-th allocation fails, or all from the k-th on, in whatever task it is. A wrong guess that fails does no harm;
 * otherwise the parse says so, and nothing is leaked. */
static bool fails_cleanly(struct check *check, struct attempt *attempt, size_t k, bool fail_on)
{
    struct counting counting = {.fail_at = k, .fail_on = fail_on};
    mdp_document *document = NULL;
    attempt->options.allocator = counting_allocator(&counting);
    mdp_status status =
        parallel_parse(attempt->text, attempt->size, &attempt->options, attempt->cuts + 1, attempt->begins, &document);
    if (status == MDP_OK) {
        CHECK(check, same_bytes(document, attempt->wanted));
        CHECK(check, !fail_on || atomic_load(&counting.calls) < k);
    } else {
        CHECK(check, status == MDP_ERR_NOMEM && document == NULL);
    }
    mdp_document_release(document);
    CHECK_SIZE(check, atomic_load(&counting.live), 0);
    CHECK_SIZE(check, atomic_load(&counting.wrong), 0);
    return atomic_load(&counting.calls) >= k;
}

static void memory_fails(struct check *check, const struct sample *sample)
{
    struct executor_state state;
    struct attempt attempt = {.text = sample->text, .size = sample->size, .options = MDP_OPTIONS_INIT};
    uint64_t dice = sample->size;
    if (sample->size == 0 || sample->size > MEMORY_SMALL)
        return;
    attempt.options.executor = executor_make(&state, EXECUTOR_SHUFFLED, 2);
    attempt.wanted = parse_whole(check, sample->text, sample->size, 0);
    cut_at_random(&attempt, 3, &dice);
    for (int fail_on = 0; fail_on < 2; fail_on++) {
        size_t k = 1;
        while (check->complaints == 0 && fails_cleanly(check, &attempt, k, fail_on))
            k++;
        CHECK(check, k > 1);
    }
    mdp_document_release(attempt.wanted);
}

/* ------------------------------------------------------------------------------------------------------ large texts */

/* Bytes of the smallest part that is a task of its own (parser/parallel.c). */
enum { PART_SIZE = 256 * 1024 };

/* mdp_parse with an executor of its own choice of parts. */
static void parse_on(struct check *check, const char *text, size_t size, mdp_executor executor,
                     const mdp_document *wanted)
{
    mdp_options options = MDP_OPTIONS_INIT;
    const mdp_document *document = NULL;
    options.executor = executor;
    if (CHECK(check, mdp_parse(text, size, &options, &document) == MDP_OK))
        CHECK(check, same_bytes(document, wanted));
    mdp_document_release(document);
}

static void parse_on_all(struct check *check, const char *text, size_t size)
{
    const mdp_document *wanted = parse_whole(check, text, size, 0);
    for (unsigned threads = 1; threads <= 8; threads += threads < 3 ? 1 : 5) {
        mdp_pool *pool = NULL;
        if (!CHECK(check, mdp_pool_create(threads, &pool) == MDP_OK))
            break;
        parse_on(check, text, size, mdp_pool_executor(pool), wanted);
        mdp_pool_destroy(pool);
    }
    for (int order = 0; order < EXECUTOR_ORDERS; order++) {
        struct executor_state state;
        parse_on(check, text, size, executor_make(&state, (enum executor_order)order, 3), wanted);
        CHECK(check, state.tasks >= 2 * (size / PART_SIZE)); /* each part is indexed, and written */
    }
    mdp_document_release(wanted);
}

static void generated(struct check *check)
{
    for (int section = 0; section < BENCH_SECTION_COUNT; section++) {
        size_t size = 0;
        char *text = bench_corpus_generate((enum bench_section)section, GENERATED_SIZE, 1, &size);
        if (CHECK(check, text != NULL))
            parse_on_all(check, text, size);
        free(text);
    }
}

/* The same, all in one block that no cut can be right in. */
static void one_block(struct check *check)
{
    static const char *const openings[] = {"```\n", "<!--\n", "- a\n\n", "> ", "1. b\n\n"};
    for (size_t i = 0; i < CHECK_COUNT(openings); i++) {
        size_t size = 0, opening = strlen(openings[i]);
        char *section = bench_corpus_generate(BENCH_SECTION_PROSE, GENERATED_SIZE, 1, &size);
        char *text = malloc(opening + size * 3 + 1);
        if (!CHECK(check, section != NULL && text != NULL))
            return;
        size_t at = opening;
        memcpy(text, openings[i], opening);
        for (size_t from = 0; from < size; from++) {
            text[at++] = section[from];
            if (section[from] == '\n' && openings[i][0] == '>')
                text[at++] = '>';
            for (int n = 0; n < 2 && section[from] == '\n' && (openings[i][0] == '-'); n++)
                text[at++] = ' ';
        }
        parse_on_all(check, text, at);
        free(text);
        free(section);
    }
}

/* Bytes that a parse asks for, those that it gives back again included. */
static size_t bytes_asked_for(struct check *check, const char *text, size_t size, size_t width)
{
    struct counting counting = {0};
    struct executor_state state;
    mdp_options options = MDP_OPTIONS_INIT;
    const mdp_document *document = NULL;
    options.allocator = counting_allocator(&counting);
    options.executor = executor_make(&state, EXECUTOR_FORWARD, width);
    CHECK(check, mdp_parse(text, size, &options, &document) == MDP_OK);
    mdp_document_release(document);
    return atomic_load(&counting.bytes);
}

/* A block that is all of the text is parsed by one thread. What that needs is foreseen as if there were no others, and
 * does not grow step by step: of memory that is copied each time it grows, several times as much is asked for. */
static void one_block_grows_once(struct check *check)
{
    static const char *const lines[] = {"- a\n", "> # a\n", "- # a\n\n"};
    for (size_t i = 0; i < CHECK_COUNT(lines); i++) {
        size_t line = strlen(lines[i]), size = GENERATED_SIZE / line * line;
        char *text = malloc(size);
        for (size_t at = 0; text && at < size; at += line)
            memcpy(text + at, lines[i], line);
        if (!CHECK(check, text != NULL))
            return;
        size_t alone = bytes_asked_for(check, text, size, 1), together = bytes_asked_for(check, text, size, 2);
        if (!CHECK(check, together <= alone + alone / 4))
            printf("  lines of \"%.*s\": %zu bytes asked for, one thread %zu\n", (int)line - 1, lines[i], together,
                   alone);
        free(text);
    }
}

static void hostile(struct check *check)
{
    struct spec_bytes text = {0};
    for (size_t i = 0; i < spec_hostile_count && check->complaints == 0; i++) {
        spec_hostile_make(&spec_hostiles[i], HOSTILE_SIZE, &text);
        random_cuts_of(check, text.data, text.size, 0, 6);
        random_cuts_of(check, text.data, text.size, MDP_EXT_GFM, 3);
        if (check->complaints)
            printf("  input:  %s\n", spec_hostiles[i].name);
    }
    spec_free(&text);
}

/* An executor costs nothing where it is of no use: of one thread, or for a text that one thread has parsed before
 * others are awake. */
static void not_asked(struct check *check)
{
    size_t size = 0;
    char *text = bench_corpus_generate(BENCH_SECTION_MIXED, GENERATED_SIZE, 1, &size);
    if (!CHECK(check, text != NULL))
        return;
    const size_t sizes[] = {0, 1, 1000, 200 * 1000};
    struct executor_state state;
    for (size_t i = 0; i <= CHECK_COUNT(sizes); i++) {
        bool large = i == CHECK_COUNT(sizes);
        size_t part = large ? size : sizes[i];
        const mdp_document *wanted = parse_whole(check, text, part, 0);
        parse_on(check, text, part, executor_make(&state, EXECUTOR_FORWARD, large ? 1 : 8), wanted);
        CHECK_SIZE(check, state.tasks, 0);
        mdp_document_release(wanted);
    }
    free(text);
}

/* A batch in which one text is most of the work. */
static void batch(struct check *check)
{
    size_t size = 0;
    char *text = bench_corpus_generate(BENCH_SECTION_MIXED, GENERATED_SIZE, 1, &size);
    mdp_input inputs[] = {{"a", 1, MDP_OK}, {text, size, MDP_OK}, {"*b*", 3, MDP_OK}};
    const mdp_document *documents[CHECK_COUNT(inputs)];
    mdp_pool *pool = NULL;
    if (!CHECK(check, text != NULL && mdp_pool_create(3, &pool) == MDP_OK))
        return;
    mdp_options options = MDP_OPTIONS_INIT;
    options.executor = mdp_pool_executor(pool);
    CHECK(check, mdp_parse_batch(inputs, CHECK_COUNT(inputs), &options, documents) == MDP_OK);
    for (size_t i = 0; i < CHECK_COUNT(inputs); i++) {
        const mdp_document *wanted = parse_whole(check, inputs[i].text, inputs[i].size, 0);
        CHECK(check, same_bytes(documents[i], wanted));
        mdp_document_release(wanted);
        mdp_document_release(documents[i]);
    }
    mdp_pool_destroy(pool);
    free(text);
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"not_asked", not_asked}, {"generated", generated},
                                              {"one_block", one_block}, {"one_block_grows_once", one_block_grows_once},
                                              {"hostile", hostile},     {"batch", batch}};
    static const struct property properties[] = {
        {"each_line", each_line}, {"random_cuts", random_cuts}, {"memory_fails", memory_fails}};
    return samples_main(argc, argv, cases, CHECK_COUNT(cases), properties, CHECK_COUNT(properties));
}
