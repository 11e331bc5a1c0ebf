/* fuzz_threads.c: however a text is cut into parts, the document is the one that is parsed as a whole, byte for byte.
 *
 * The cuts are random, from a seed that is made of the text, so that an input that failed fails again. The parts are
 * done one by one, in a random order: whether two tasks get into each other's way is for ThreadSanitizer to say,
 * which runs test/parallel.c. This target looks below the public header: at parser/parallel.h, to cut small texts at
 * all, and at the bytes of the documents.
 *
 * The second byte of options is mixed into the seed of the cuts. */
#include "fuzz.h"

#include "executors.h"
#include "harness.h"
#include "parallel.h"
#include "same_bytes.h"

#include <stdlib.h>

enum { PARTS_MOST = 7 };

static uint32_t roll(uint64_t *dice, size_t limit)
{
    *dice = *dice * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((*dice >> 33) % limit);
}

static int compare_positions(const void *a, const void *b)
{
    uint32_t first = *(const uint32_t *)a, second = *(const uint32_t *)b;
    return (first > second) - (first < second);
}

static void fail(const char *text, size_t size, const uint32_t *begins, size_t parts)
{
    fprintf(stderr, "another document where it is cut at");
    for (size_t i = 0; i + 1 < parts; i++)
        fprintf(stderr, " %u", begins[i]);
    fprintf(stderr, "\n  input:  ");
    spec_print_escaped(stderr, text, size);
    fputc('\n', stderr);
    abort();
}

static void check_parts(const char *text, size_t size, mdp_options options, const mdp_document *wanted, size_t parts,
                        uint64_t *dice)
{
    uint32_t begins[PARTS_MOST];
    struct executor_state state;
    mdp_document *document = NULL;
    for (size_t i = 0; i + 1 < parts; i++)
        begins[i] = roll(dice, size);
    qsort(begins, parts - 1, sizeof begins[0], compare_positions);
    options.executor = executor_make(&state, EXECUTOR_SHUFFLED, parts);
    state.dice = *dice;
    if (parallel_parse(text, size, &options, parts, begins, &document) != MDP_OK || !same_bytes(wanted, document))
        fail(text, size, begins, parts);
    mdp_document_release(document);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const size_t parts[] = {1, 2, 3, PARTS_MOST};
    if (size <= FUZZ_OPTIONS) /* what is empty cannot be cut */
        return 0;
    const char *text = (const char *)data + FUZZ_OPTIONS;
    uint64_t dice = 1;
    for (size_t i = 1; i < size; i++)
        dice = (dice ^ data[i]) * UINT64_C(1099511628211);
    size -= FUZZ_OPTIONS;
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = fuzz_parse_flags(data[0]);
    const mdp_document *wanted = NULL;
    if (mdp_parse(text, size, &options, &wanted) != MDP_OK)
        fail(text, size, NULL, 1);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        check_parts(text, size, options, wanted, parts[i], &dice);
    mdp_document_release(wanted);
    return 0;
}
