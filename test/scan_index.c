/* scan_index.c: tests of text/text_index.h: every level that this machine has gives what a naive model gives, word
 * for word, and reads nothing outside the text.
 *
 * The model is written from the contract, one byte after the other, and shares no code with the parser. Each text lies
 * against a page that must not be touched, behind it or before it, so that a stray read faults even where a sanitizer
 * does not see vector loads. What is covered: all sizes to 300, all places of a byte in two blocks, line endings and
 * multi-byte sequences on all edges, all pairs of bytes, all runs of four bytes that differ in what UTF-8's rules tell
 * apart, all code points; and where validity is looked at by pieces, broken sequences at their ends. A failure prints
 * the text and where it lay. */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS */
#include "text_index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { TEXT_MAX = 1024, WORDS_MAX = TEXT_MAX / 64 + 3, FAILURES_SHOWN = 10, LEVELS = TEXT_NEON + 1 };

static const uint64_t untouched = UINT64_C(0xDEADBEEFDEADBEEF);

/* One page that may be used, between two that may not. */
struct fence {
    char *begin;
    char *end;
};

struct run {
    struct fence fence;
    bool usable[LEVELS];
    bool special[TEXT_SETS_ALL + 1][256]; /* by sets and byte; but for the dot of TEXT_SET_LINK */
    unsigned long checks;                 /* of each level */
    unsigned long failures[LEVELS];
};

struct result {
    unsigned flags;
    uint64_t line_ends[WORDS_MAX];
    uint64_t specials[WORDS_MAX];
};

/* ------------------------------------------------------------------------------------------------------ model */

/* The length of the well-formed sequence at text[0], or 0: by decoding it and asking if that number is written so. */
static size_t model_sequence(const unsigned char *text, size_t size)
{
    static const unsigned long least[5] = {0, 0, 0x80, 0x800, 0x10000};
    size_t length = text[0] < 0x80   ? 1
                    : text[0] < 0xC0 ? 0
                    : text[0] < 0xE0 ? 2
                    : text[0] < 0xF0 ? 3
                    : text[0] < 0xF8 ? 4
                                     : 0;
    if (length <= 1)
        return length;
    if (length > size)
        return 0;
    unsigned long number = text[0] & (0xFFu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if (text[i] / 64 != 2)
            return 0;
        number = number * 64 + text[i] % 64;
    }
    bool surrogate = number >= 0xD800 && number < 0xE000;
    return number >= least[length] && number <= 0x10FFFF && !surrogate ? length : 0;
}

static bool model_valid(const unsigned char *text, size_t size)
{
    for (size_t i = 0; i < size;) {
        size_t length = model_sequence(text + i, size - i);
        if (length == 0)
            return false;
        i += length;
    }
    return true;
}

static bool model_special(char byte, unsigned sets)
{
    return byte != 0 &&
           (strchr("*_`[]<&\\", byte) != NULL || (sets & TEXT_SET_SMART && strchr("'\"-.", byte) != NULL) ||
            (sets & TEXT_SET_TILDE && byte == '~') || (sets & TEXT_SET_PIPE && byte == '|') ||
            (sets & TEXT_SET_LINK && strchr(":@", byte) != NULL));
}

static struct result model(const struct run *run, const char *text, size_t size, unsigned sets)
{
    struct result result = {0, {0}, {0}};
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)text[i];
        bool ends = byte == '\n' || (byte == '\r' && (i + 1 == size || text[i + 1] != '\n'));
        bool behind_w = sets & TEXT_SET_LINK && byte == '.' && i > 0 && text[i - 1] == 'w';
        bool special = ends || behind_w || run->special[sets][byte];
        result.line_ends[i / 64] |= (uint64_t)ends << i % 64;
        result.specials[i / 64] |= (uint64_t)special << i % 64;
        result.flags |= (byte == '\r' ? TEXT_HAS_CR : 0u) | (byte == 0 ? TEXT_HAS_NUL : 0u) |
                        (byte >= 0x80 ? TEXT_HAS_NON_ASCII : 0u);
    }
    if (!model_valid((const unsigned char *)text, size))
        result.flags |= TEXT_HAS_INVALID;
    size_t words = size / 64 + 2;
    for (size_t i = words; i < WORDS_MAX; i++)
        result.line_ends[i] = result.specials[i] = untouched;
    return result;
}

/* ---------------------------------------------------------------------------------------------------- compare */

static void show(enum text_level level, const char *text, size_t size, unsigned sets, const char *where,
                 unsigned wanted, unsigned came)
{
    printf("FAIL %s, sets %u, text %s: flags wanted %u, came %u; %zu bytes: \"", text_level_name(level), sets, where,
           wanted, came, size);
    for (size_t i = 0; i < size; i++)
        printf(text[i] >= ' ' && text[i] <= '~' && text[i] != '\\' && text[i] != '"' ? "%c" : "\\%03o",
               (unsigned char)text[i]);
    printf("\"\n");
}

/* At all levels. */
static void compare(struct run *run, const char *text, size_t size, unsigned sets, const struct result *wanted,
                    const char *where)
{
    run->checks++;
    for (enum text_level level = TEXT_SCALAR; level <= TEXT_NEON; level++) {
        struct result came;
        if (!run->usable[level])
            continue;
        for (size_t i = 0; i < WORDS_MAX; i++)
            came.line_ends[i] = came.specials[i] = untouched;
        came.flags = text_index_build(level, text, size, sets, came.line_ends, came.specials);
        bool equal = came.flags == wanted->flags &&
                     memcmp(came.line_ends, wanted->line_ends, sizeof came.line_ends) == 0 &&
                     memcmp(came.specials, wanted->specials, sizeof came.specials) == 0 &&
                     text_index_valid(level, text, size) == !(wanted->flags & TEXT_HAS_INVALID);
        if (!equal && ++run->failures[level] <= FAILURES_SHOWN)
            show(level, text, size, sets, where, wanted->flags, came.flags);
    }
}

/* At all levels, of a text of any size. */
static void check_validity(struct run *run, const char *text, size_t size)
{
    bool wanted = model_valid((const unsigned char *)text, size);
    run->checks++;
    for (enum text_level level = TEXT_SCALAR; level <= TEXT_NEON; level++) {
        if (run->usable[level] && text_index_valid(level, text, size) != wanted &&
            ++run->failures[level] <= FAILURES_SHOWN)
            printf("FAIL %s: valid: wanted %d, %zu bytes\n", text_level_name(level), wanted, size);
    }
}

/* Checks one text, with the forbidden page right behind it. */
static void check(struct run *run, const char *text, size_t size, unsigned sets)
{
    struct result wanted = model(run, text, size, sets);
    char *copy = run->fence.end - size;
    memcpy(copy, text, size);
    compare(run, copy, size, sets, &wanted, "before a fence");
}

/* The same, then behind the forbidden page, then in a block of exactly its size, where sanitizers watch. */
static void check_everywhere(struct run *run, const char *text, size_t size, unsigned sets)
{
    check(run, text, size, sets);
    struct result wanted = model(run, text, size, sets);
    memcpy(run->fence.begin, text, size);
    compare(run, run->fence.begin, size, sets, &wanted, "behind a fence");
    char *block = malloc(size > 0 ? size : 1);
    if (block == NULL)
        abort();
    memcpy(block, text, size);
    compare(run, block, size, sets, &wanted, "in a heap block");
    free(block);
}

/* ------------------------------------------------------------------------------------------------------ texts */

static uint32_t random_next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)(*state >> 33);
}

/* Without the checks of the parser's own encoder, so that surrogates can be written too. */
static size_t encode(uint32_t code_point, char *out)
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (size_t i = length; i-- > 1; code_point >>= 6)
        out[i] = (char)(0x80 | (code_point & 0x3F));
    out[0] = (char)((length == 2 ? 0xC0 : length == 3 ? 0xE0 : 0xF0) | code_point);
    return length;
}

/* Texts of one kind: bytes drawn from `bytes`, or whole code points of all lengths where it is NULL. */
static void fill(char *text, size_t size, const char *bytes, size_t count, uint64_t *state)
{
    static const uint32_t ranges[4][2] = {{0x01, 0x7F}, {0x80, 0x7FF}, {0x800, 0xD7FF}, {0x10000, 0x10FFFF}};
    size_t i = 0;
    while (i < size) {
        if (bytes != NULL) {
            text[i++] = bytes[random_next(state) % count];
            continue;
        }
        const uint32_t *range = ranges[random_next(state) % 4];
        char sequence[4];
        size_t length = encode(range[0] + random_next(state) % (range[1] - range[0] + 1), sequence);
        if (length > size - i) {
            sequence[0] = 'x';
            length = 1;
        }
        memcpy(text + i, sequence, length);
        i += length;
    }
}

/* All sizes, of texts of several kinds; the valid ones once more with one byte changed or the end cut off. */
static void test_sizes(struct run *run)
{
    static const char all[] =
        "\0\t\n\r !\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~\x7F\x80\x8F\x90\x9F\xA0\xBF\xC0\xC1\xC2\xDF"
        "\xE0\xED\xEF\xF0\xF4\xF5\xFF";
    static const struct {
        const char *bytes;
        size_t count;
    } kinds[] = {{all, sizeof all - 1}, {all, 40}, {"w.", 2}, {"\r\n", 2}, {"a\r\n*", 4}, {"a", 1}, {NULL, 0}};
    uint64_t state = 1;
    for (size_t size = 0; size <= 300; size++) {
        for (size_t kind = 0; kind < sizeof kinds / sizeof kinds[0]; kind++) {
            char text[TEXT_MAX];
            unsigned sets = random_next(&state) & TEXT_SETS_ALL;
            fill(text, size, kinds[kind].bytes, kinds[kind].count, &state);
            check_everywhere(run, text, size, sets);
            if (size == 0)
                continue;
            text[random_next(&state) % size] = (char)random_next(&state);
            check_everywhere(run, text, size, sets);
            check_everywhere(run, text, size - random_next(&state) % size, sets);
        }
    }
}

/* All alignments of the text within a cache line. */
static void test_alignments(struct run *run)
{
    uint64_t state = 2;
    for (size_t shift = 0; shift < 64; shift++) {
        char text[TEXT_MAX];
        size_t size = 100 + random_next(&state) % 100;
        fill(text, size, NULL, 0, &state);
        struct result wanted = model(run, text, size, true);
        memcpy(run->fence.begin + shift, text, size);
        compare(run, run->fence.begin + shift, size, true, &wanted, "at some alignment");
    }
}

/* Each byte at each place of a text of two blocks and a bit, among letters. */
static void test_each_byte(struct run *run)
{
    for (unsigned byte = 0; byte < 256; byte++) {
        for (size_t place = 0; place < 140; place++) {
            char text[TEXT_MAX];
            memset(text, 'a', 140);
            text[place] = (char)byte;
            check(run, text, 140, byte % 2 != 0);
            check(run, text, 140, byte % 2 == 0);
        }
    }
}

/* Places for short patterns: on and around the edges of all vectors and blocks. */
static const size_t edges[] = {0,  13, 14, 15, 16, 29, 30, 31, 32,  45,  47,  60,
                               61, 62, 63, 64, 77, 93, 94, 95, 125, 126, 127, 128};

enum { EDGES = sizeof edges / sizeof edges[0] };

/* All pairs of bytes, each pair at some edges: in the text and cut off by its end. */
static void test_pairs(struct run *run)
{
    for (unsigned pair = 0; pair < 0x10000; pair++) {
        char text[TEXT_MAX];
        size_t place = edges[pair % EDGES];
        memset(text, 'a', 140);
        text[place] = (char)(pair >> 8);
        text[place + 1] = (char)pair;
        check(run, text, 140, false);
        check(run, text, place + 2, true);
    }
}

/* All line endings and their neighbours, at all edges. */
static void test_line_ends(struct run *run)
{
    static const char bytes[] = "\r\na*";
    for (size_t edge = 0; edge < EDGES; edge++) {
        for (unsigned pattern = 0; pattern < 256; pattern++) {
            char text[TEXT_MAX];
            memset(text, 'a', 140);
            for (unsigned i = 0; i < 4; i++)
                text[edges[edge] + i] = bytes[pattern >> 2 * i & 3];
            check(run, text, 140, false);
            for (size_t size = edges[edge]; size < edges[edge] + 4; size++)
                check(run, text, size, false);
        }
    }
}

/* All runs of four bytes from those at which the rules of UTF-8 change. */
static void test_sequences(struct run *run)
{
    static const unsigned char bytes[] = {0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0,
                                          0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFE, 0xFF};
    enum { COUNT = sizeof bytes };
    for (unsigned number = 0; number < COUNT * COUNT * COUNT * COUNT; number++) {
        char text[TEXT_MAX];
        size_t place = edges[number % EDGES];
        memset(text, 'a', 140);
        unsigned rest = number;
        for (size_t i = 0; i < 4; i++, rest /= COUNT)
            text[place + i] = (char)bytes[rest % COUNT];
        check(run, text, number % 5 == 0 ? place + 4 : 140, false);
    }
}

/* All code points, surrogates too, and some beyond the last, each at some edge. */
static void test_code_points(struct run *run)
{
    for (uint32_t code_point = 0; code_point < 0x120000; code_point++) {
        char text[TEXT_MAX];
        size_t place = edges[code_point % EDGES];
        memset(text, 'a', 140);
        encode(code_point, text + place);
        check(run, text, 140, false);
    }
}

/* Sequences, whole and broken, in a text that text_index_valid takes by pieces: at and around the ends of these, among
 * letters and among the bytes that go on with a sequence. */
static void test_validity(struct run *run)
{
    enum { PIECE = 2048, SIZE = 2 * PIECE + 200, AROUND = 8 };
    static const char *const patterns[] = {"",
                                           "\xC3\xA9",
                                           "\xE2\x82\xAC",
                                           "\xF0\x9F\x98\x80",
                                           "\xC3",
                                           "\xE2\x82",
                                           "\xF0\x9F\x98",
                                           "\x80",
                                           "\x80\x80",
                                           "\x80\x80\x80",
                                           "\xED\xA0\x80",
                                           "\xF4\x90\x80\x80",
                                           "\xC3\xA9\x80",
                                           "\x80\x80\x80\x80\x80\x80"};
    static const char *const fillings[] = {"a", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\x80"};
    for (size_t filling = 0; filling < sizeof fillings / sizeof fillings[0]; filling++) {
        for (size_t pattern = 0; pattern < sizeof patterns / sizeof patterns[0]; pattern++) {
            for (size_t place = PIECE - AROUND; place < PIECE + AROUND; place++) {
                static char text[SIZE];
                size_t width = strlen(fillings[filling]), length = strlen(patterns[pattern]);
                for (size_t i = 0; i < SIZE; i++)
                    text[i] = fillings[filling][i % width];
                memcpy(text + place, patterns[pattern], length);
                check_validity(run, text, SIZE);
                check_validity(run, text + width, SIZE - width);
                check_validity(run, text, place + length);
            }
        }
    }
}

/* ------------------------------------------------------------------------------------------------------- main */

static struct fence make_fence(void)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *pages = mmap(NULL, 3 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED || mprotect(pages + page, page, PROT_READ | PROT_WRITE) != 0)
        abort();
    return (struct fence){.begin = pages + page, .end = pages + 2 * page};
}

int main(void)
{
    static const struct {
        const char *name;
        void (*test)(struct run *run);
    } tests[] = {
        {"sizes", test_sizes},
        {"alignments", test_alignments},
        {"each byte", test_each_byte},
        {"pairs", test_pairs},
        {"line ends", test_line_ends},
        {"sequences", test_sequences},
        {"code points", test_code_points},
        {"validity", test_validity},
    };
    struct run run = {.fence = make_fence()};
    unsigned passed = 0, failed = 0;
    for (enum text_level level = TEXT_SCALAR; level <= TEXT_NEON; level++)
        run.usable[level] = text_level_usable(level);
    for (unsigned sets = 0; sets <= TEXT_SETS_ALL; sets++) {
        for (unsigned byte = 0; byte < 256; byte++)
            run.special[sets][byte] = model_special((char)byte, sets);
    }
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++) {
        run.checks = 0;
        memset(run.failures, 0, sizeof run.failures);
        tests[i].test(&run);
        for (enum text_level level = TEXT_SCALAR; level <= TEXT_NEON; level++) {
            if (!run.usable[level])
                continue;
            printf("%s %s: %lu texts, %lu wrong\n", text_level_name(level), tests[i].name, run.checks,
                   run.failures[level]);
            bool right = run.checks > 0 && run.failures[level] == 0;
            passed += right;
            failed += !right;
        }
    }
    if (text_level_usable(text_level_best()))
        passed++;
    else
        failed++;
    printf("best level: %s\n%u passed, %u failed\n", text_level_name(text_level_best()), passed, failed);
    return failed != 0;
}
