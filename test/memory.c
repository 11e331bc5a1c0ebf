/* memory.c: what a parse and an edit take and what a document holds, at most, for each byte of text, without options,
 * with smart punctuation and with extensions: on every input of spec/hostile.h, on every byte repeated, on every two of
 * the characters that mean something, repeated, and on those as paragraphs of their own. An edit adds a byte that is no
 * UTF-8, for which the content of a block is copied; the inputs of spec/hostile.h are measured with it from the start,
 * too. docs/limits.md says why the bounds are not lower.
 *
 *     memory --report       a line for each input, to be sorted */
#include "check.h"

#include "hostile.h"

#include <stdlib.h>

/* ----------------------------------------------------------------------------------------------------- accounting */

struct account {
    size_t held;
    size_t peak;
};

static void *account_allocate(void *context, size_t size)
{
    struct account *account = context;
    account->held += size;
    if (account->peak < account->held)
        account->peak = account->held;
    return malloc(size);
}

static void account_release(void *context, void *memory, size_t size)
{
    ((struct account *)context)->held -= size;
    free(memory);
}

/* ---------------------------------------------------------------------------------------------------------- bounds */

enum {
    SIZE = 256 * 1024,
    FIXED = 512 * 1024 /* where scratch is larger than it must be: parser/scratch.c and vectors that begin to grow */
};

static const struct bounds {
    const char *name;
    uint64_t flags;
    size_t peak_per_byte;
    size_t held_per_byte;
    size_t edit_per_byte; /* the peak, beside the version before */
} all_bounds[] = {
    /* measured, with the two for each byte that are fixed: 74.2, and for an edit 75.6, of "[" and CR over and over;
     * 23.0, of "- ", where each two bytes are a list and an item */
    {"", 0, 76, 24, 76},
    /* measured: 90.3 and 92.6, of "_'"; 28.0, of "'", of which each is a text of 16 bytes and a string of three */
    {", smart", MDP_PARSE_SMART, 92, 29, 92},
    /* measured: 106.5, 49 and 156.3, of table-square: rows of two bytes that lack all cells but one */
    {", with extensions", MDP_EXT_GFM | MDP_EXT_STRIKETHROUGH_DOUBLE, 108, 50, 156},
};

static bool reporting;
static const struct bounds *bounds;

/* An edit in front of all, and who asks for these labels is parsed again; and one at the end, for which a text of one
 * block is, as a whole. */
static void measure_edit(struct check *check, struct account *account, const mdp_document *document,
                         const struct spec_bytes *text, const char *name)
{
    static const char defined[] = "[a]: /b\n[]: c\n\n";
    const mdp_edit edits[] = {{.text = defined, .size = sizeof defined - 1},
                              {.begin = text->size, .end = text->size, .text = "\xFF", .size = 1}};
    const mdp_document *edited = NULL;
    size_t held = account->peak = account->held;
    CHECK(check, mdp_document_edit(document, edits, 2, &edited) == MDP_OK);
    if (reporting)
        printf("%7.2f edit  %s%s\n", (double)(account->peak - held) / (double)text->size, name, bounds->name);
    CHECK(check, account->peak - held <= bounds->edit_per_byte * text->size + FIXED);
    mdp_document_release(edited);
    CHECK_SIZE(check, account->held, held);
}

static void measure(struct check *check, const char *name, const struct spec_bytes *text, bool edited)
{
    struct account account = {0};
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = bounds->flags;
    options.allocator = (mdp_allocator){account_allocate, account_release, &account};
    if (!check_begin(check, name, text->data, text->size))
        return;
    const mdp_document *document;
    if (CHECK(check, mdp_parse(text->data, text->size, &options, &document) == MDP_OK)) {
        if (reporting)
            printf("%7.2f %7.2f  %s%s\n", (double)account.peak / (double)text->size,
                   (double)account.held / (double)text->size, name, bounds->name);
        CHECK(check, account.peak <= bounds->peak_per_byte * text->size + FIXED);
        CHECK(check, account.held <= bounds->held_per_byte * text->size + FIXED);
        if (edited)
            measure_edit(check, &account, document, text, name);
        mdp_document_release(document);
        CHECK_SIZE(check, account.held, 0);
    }
    check_end(check);
}

/* ---------------------------------------------------------------------------------------------------------- inputs */

static void measure_hostile(struct check *check, const struct spec_hostile *hostile)
{
    struct spec_bytes text = {0};
    spec_hostile_make(hostile, SIZE, &text);
    measure(check, hostile->name, &text, true);
    char name[64];
    snprintf(name, sizeof name, "%s:FF", hostile->name);
    spec_append(&text, "\xFF", 1);
    measure(check, name, &text, false);
    spec_free(&text);
}

static void measure_repeated(struct check *check, const char *unit, size_t size)
{
    struct spec_bytes text = {0};
    char name[32];
    int length = snprintf(name, sizeof name, "repeated");
    for (size_t i = 0; i < size; i++)
        length += snprintf(name + length, sizeof name - (size_t)length, ":%02X", (unsigned char)unit[i]);
    while (text.size < SIZE)
        spec_append(&text, unit, size);
    measure(check, name, &text, size == 2);
    spec_free(&text);
}

static void measure_all(struct check *check)
{
    static const char alphabet[] = "a \n\t\r*_`[]()!<>&\\#-+=~1.\"'|:";
    for (size_t i = 0; i < spec_hostile_count; i++)
        measure_hostile(check, &spec_hostiles[i]);
    for (size_t i = 0; i < spec_deep_hostile_count; i++)
        measure_hostile(check, &spec_deep_hostiles[i]);
    for (unsigned byte = 0; byte < 256; byte++)
        measure_repeated(check, (const char[]){(char)byte}, 1);
    for (size_t i = 0; i + 1 < sizeof alphabet; i++) {
        for (size_t j = 0; j + 1 < sizeof alphabet; j++) {
            const char unit[] = {alphabet[i], alphabet[j], '\n', '\n'};
            measure_repeated(check, unit, 2);
            measure_repeated(check, unit, sizeof unit);
        }
    }
}

int main(int argc, char **argv)
{
    struct check check;
    reporting = argc > 1 && strcmp(argv[1], "--report") == 0;
    check_start(&check, reporting ? 1 : argc, argv);
    for (bounds = all_bounds; bounds < all_bounds + CHECK_COUNT(all_bounds); bounds++)
        measure_all(&check);
    return check_finish(&check);
}
