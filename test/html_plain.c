/* html_plain.c: the plain steps of HTML against a model that prints one after the other.
 *
 * The steps are made up, not taken from a document, so that each may follow each, with texts of every length and with
 * what is to be escaped at every place. Built twice, with the vector code and without; and with it, each case runs with
 * all vectors that the machine has. */
#include "check.h"
#include "html_plain.h"
#include "widest_vectors.h"

#include <stdlib.h>

enum { OUTPUT_MOST = 1 << 20, STEPS_MOST = 4096 };

/* What a sink took, and what it should have. */
struct printed {
    size_t size;
    size_t room;     /* the sink takes no more */
    size_t refusals; /* writes that it did not take */
    char data[OUTPUT_MOST];
};

static int take(void *context, const char *data, size_t size)
{
    struct printed *printed = context;
    if (size > printed->room - printed->size) {
        printed->refusals++;
        return 1;
    }
    memcpy(printed->data + printed->size, data, size);
    printed->size += size;
    return 0;
}

/* ------------------------------------------------------------------------------------------------------ the model */

static void put(struct printed *printed, const char *string)
{
    take(printed, string, strlen(string));
}

static void put_line(struct printed *printed, const char *tag)
{
    if (printed->size > 0 && printed->data[printed->size - 1] != '\n')
        put(printed, "\n");
    put(printed, tag);
}

static void put_text(struct printed *printed, mdp_string text)
{
    for (size_t i = 0; i < text.size; i++) {
        switch (text.data[i]) {
        case '&':
            put(printed, "&amp;");
            break;
        case '<':
            put(printed, "&lt;");
            break;
        case '>':
            put(printed, "&gt;");
            break;
        case '"':
            put(printed, "&quot;");
            break;
        default:
            take(printed, text.data + i, 1);
        }
    }
}

static void put_heading(struct printed *printed, const char *begin, unsigned level, const char *end)
{
    char digit = (char)('0' + level);
    put(printed, begin);
    take(printed, &digit, 1);
    put(printed, end);
}

static bool is_level(unsigned variant)
{
    return variant >= 1 && variant <= 6;
}

static bool is_list(unsigned variant)
{
    return variant & MDP_VARIANT_LIST_ORDERED || !(variant & MDP_VARIANT_LIST_STARTED);
}

/* False where the step is not plain. */
static bool put_entering(struct printed *printed, const mdp_event *event, bool raw)
{
    unsigned variant = event->variant;
    switch (event->kind) {
    case MDP_KIND_LIST:
        if (variant & MDP_VARIANT_LIST_STARTED)
            return false;
        put_line(printed, variant & MDP_VARIANT_LIST_ORDERED ? "<ol>\n" : "<ul>\n");
        return true;
    case MDP_KIND_PARAGRAPH:
        if (variant == 0)
            put_line(printed, "<p>");
        return variant <= MDP_VARIANT_PARAGRAPH_TIGHT;
    case MDP_KIND_HEADING:
        if (!is_level(variant))
            return false;
        put_line(printed, "");
        put_heading(printed, "<h", variant, ">");
        return true;
    case MDP_KIND_TABLE_ROW:
        if (variant != 0 && variant != MDP_VARIANT_TABLE_HEADER)
            return false;
        put_line(printed, variant ? "<thead>\n<tr>\n" : "<tr>\n");
        return true;
    case MDP_KIND_TABLE_CELL:
        if (variant != 0 && variant != MDP_VARIANT_TABLE_HEADER)
            return false;
        put(printed, variant ? "<th>" : "<td>");
        return true;
    default:
        break;
    }
    if (variant != 0)
        return false;
    switch (event->kind) {
    case MDP_KIND_DOCUMENT:
    case MDP_KIND_DEFINITION:
        return true;
    case MDP_KIND_BLOCK_QUOTE:
        put_line(printed, "<blockquote>\n");
        return true;
    case MDP_KIND_LIST_ITEM:
        put_line(printed, "<li>");
        return true;
    case MDP_KIND_THEMATIC_BREAK:
        put_line(printed, "<hr />\n");
        return true;
    case MDP_KIND_TABLE:
        put_line(printed, "<table>\n");
        return true;
    case MDP_KIND_HTML_BLOCK:
        if (raw) {
            put_line(printed, "");
            take(printed, event->text.data, event->text.size);
        }
        return raw;
    case MDP_KIND_TEXT:
        put_text(printed, event->text);
        return true;
    case MDP_KIND_RAW_HTML:
        take(printed, event->text.data, raw ? event->text.size : 0);
        return raw;
    case MDP_KIND_SOFT_BREAK:
        put(printed, "\n");
        return true;
    case MDP_KIND_HARD_BREAK:
        put(printed, "<br />\n");
        return true;
    case MDP_KIND_CODE_SPAN:
        put(printed, "<code>");
        put_text(printed, event->text);
        put(printed, "</code>");
        return true;
    case MDP_KIND_EMPHASIS:
        put(printed, "<em>");
        return true;
    case MDP_KIND_STRONG:
        put(printed, "<strong>");
        return true;
    case MDP_KIND_STRIKETHROUGH:
        put(printed, "<del>");
        return true;
    default:
        return false;
    }
}

static bool put_leaving(struct printed *printed, const mdp_event *event)
{
    unsigned variant = event->variant;
    switch (event->kind) {
    case MDP_KIND_LIST:
        if (!is_list(variant))
            return false;
        put(printed, variant & MDP_VARIANT_LIST_ORDERED ? "</ol>\n" : "</ul>\n");
        return true;
    case MDP_KIND_LIST_ITEM:
        if (variant > MDP_TASK_DONE)
            return false;
        put(printed, "</li>\n");
        return true;
    case MDP_KIND_PARAGRAPH:
        put(printed, variant == 0 ? "</p>\n" : "");
        return variant <= MDP_VARIANT_PARAGRAPH_TIGHT;
    case MDP_KIND_HEADING:
        if (!is_level(variant))
            return false;
        put_heading(printed, "</h", variant, ">\n");
        return true;
    case MDP_KIND_TABLE_CELL:
        put(printed, variant & MDP_VARIANT_TABLE_HEADER ? "</th>\n" : "</td>\n");
        return true;
    case MDP_KIND_LINK:
        if (variant < MDP_LINK_INLINE || variant > MDP_LINK_EXTENDED)
            return false;
        put(printed, "</a>");
        return true;
    default:
        break;
    }
    if (variant != 0)
        return false;
    switch (event->kind) {
    case MDP_KIND_DOCUMENT:
        return true;
    case MDP_KIND_BLOCK_QUOTE:
        put_line(printed, "</blockquote>\n");
        return true;
    case MDP_KIND_TABLE_ROW:
        put(printed, "</tr>\n");
        return true;
    case MDP_KIND_EMPHASIS:
        put(printed, "</em>");
        return true;
    case MDP_KIND_STRONG:
        put(printed, "</strong>");
        return true;
    case MDP_KIND_STRIKETHROUGH:
        put(printed, "</del>");
        return true;
    default:
        return false;
    }
}

static bool put_step(struct printed *printed, const mdp_event *event, bool raw)
{
    return event->entering ? put_entering(printed, event, raw) : put_leaving(printed, event);
}

/* ------------------------------------------------------------------------------------------------ the comparison */

struct bench {
    struct check *check;
    render_output out;
    char behind[128]; /* the output's buffer, which nothing may be written to */
    struct printed came, wanted;
    mdp_event events[STEPS_MOST];
    size_t count;
};

static struct bench *bench_make(struct check *check)
{
    struct bench *bench = malloc(sizeof *bench);
    if (bench == NULL)
        exit(2);
    bench->check = check;
    bench->count = 0;
    return bench;
}

static void add(struct bench *bench, mdp_kind kind, bool entering, uint8_t variant, mdp_string text)
{
    bench->events[bench->count++] = (mdp_event){.text = text, .kind = kind, .entering = entering, .variant = variant};
}

/* Writes the steps behind so many bytes, in calls of as many as one may take; steps that are not plain write a byte. */
static void compare(struct bench *bench, size_t before, bool raw, enum render_vectors vectors)
{
    bench->came.size = bench->wanted.size = 0;
    bench->came.room = bench->wanted.room = OUTPUT_MOST;
    render_output_init(&bench->out, (mdp_sink){take, &bench->came});
    bench->out.vectors = vectors;
    memset(bench->behind, '#', sizeof bench->behind);
    for (size_t i = 0; i < before; i++) {
        render_char(&bench->out, '.');
        put(&bench->wanted, ".");
    }
    const mdp_event *event = bench->events, *end = event + bench->count;
    while (event < end) {
        const mdp_event *most = end - event < HTML_PLAIN_MOST ? end : event + HTML_PLAIN_MOST;
        const mdp_event *behind = html_write_plain(&bench->out, &html_steps_plain[raw], event, most);
        for (; event < behind; event++)
            CHECK(bench->check, put_step(&bench->wanted, event, raw));
        if (event < most) {
            CHECK(bench->check, !put_step(&bench->wanted, event++, raw));
            render_char(&bench->out, '!');
            put(&bench->wanted, "!");
        }
    }
    render_flush(&bench->out);
    CHECK(bench->check, !bench->out.failed);
    for (size_t i = 0; i < sizeof bench->behind; i++)
        CHECK(bench->check, bench->behind[i] == '#');
    check_string(bench->check, (mdp_string){bench->came.data, bench->came.size}, bench->wanted.data, bench->wanted.size,
                 "the output", __FILE__, __LINE__);
}

static void compare_all(struct bench *bench, size_t before)
{
    for (enum render_vectors vectors = RENDER_BASELINE; vectors <= widest_vectors(); vectors++) {
        compare(bench, before, false, vectors);
        compare(bench, before, true, vectors);
    }
    bench->count = 0;
}

/* ----------------------------------------------------------------------------------------------------- the cases */

/* What may be read behind a text, but must not matter. */
#define PADDING_16 "<>&\"\n<>&\"\n<>&\"\n<"
#define PADDING    PADDING_16 PADDING_16 PADDING_16 PADDING_16

_Static_assert(sizeof PADDING - 1 == MDP_STRING_PADDING, "as much as that");

#define TEXT(literal) ((mdp_string){literal PADDING, sizeof literal - 1})

enum { STEPS = 2 * HTML_KINDS * HTML_VARIANTS };

/* The numbers of the steps that are plain. */
struct plain {
    size_t count;
    unsigned steps[STEPS];
};

static void find_plain(struct plain *plain)
{
    plain->count = 0;
    for (unsigned step = 0; step < STEPS; step++) {
        if (html_steps_plain[1].tag[step] != 0)
            plain->steps[plain->count++] = step;
    }
}

/* A step by its number: of each kind, entered and left, in each variant. */
static void add_numbered(struct bench *bench, unsigned step)
{
    mdp_kind kind = (mdp_kind)(step / 2 / HTML_VARIANTS);
    bool entering = step / HTML_VARIANTS % 2 != 0;
    mdp_string text = TEXT("");
    if (entering && (kind == MDP_KIND_TEXT || kind == MDP_KIND_CODE_SPAN || kind == MDP_KIND_RAW_HTML))
        text = TEXT("a<b");
    else if (entering && kind == MDP_KIND_HTML_BLOCK)
        text = TEXT("<c>\n");
    add(bench, kind, entering, (uint8_t)(step % HTML_VARIANTS), text);
}

/* After each step, with a text and without, each other. */
static void every_pair(struct check *check)
{
    struct bench *bench = bench_make(check);
    for (unsigned first = 0; first < STEPS; first++) {
        bool plain = html_steps_plain[1].tag[first] != 0;
        for (unsigned second = 0; second < STEPS; second++) {
            if (!plain && second % 64 != first % 64) /* what is not plain is like what is not plain */
                continue;
            add_numbered(bench, first);
            add_numbered(bench, second);
            compare_all(bench, 0);
        }
    }
    free(bench);
}

/* Texts of every length, with each byte that matters at every place. */
static void every_length(struct check *check)
{
    static const char bytes[] = {'a', '&', '<', '>', '"', '\n', '\r', (char)0xE2, 0};
    struct bench *bench = bench_make(check);
    for (size_t size = 1; size <= 200; size++) {
        char *text = malloc(size + MDP_STRING_PADDING);
        if (text == NULL)
            exit(2);
        memset(text, 'x', size);
        memcpy(text + size, PADDING, MDP_STRING_PADDING);
        for (size_t at = 0; at < size; at += size < 70 ? 1 : 7) {
            for (size_t i = 0; i < sizeof bytes; i++) {
                text[at] = bytes[i];
                add(bench, MDP_KIND_TEXT, true, 0, (mdp_string){text, size});
                add(bench, MDP_KIND_LIST_ITEM, true, 0, TEXT(""));
                add(bench, MDP_KIND_CODE_SPAN, true, 0, (mdp_string){text, size});
                add(bench, MDP_KIND_HTML_BLOCK, true, 0, (mdp_string){text, size});
                add(bench, MDP_KIND_RAW_HTML, true, 0, (mdp_string){text, size});
                add(bench, MDP_KIND_PARAGRAPH, true, 0, TEXT(""));
                compare_all(bench, 0);
            }
            text[at] = 'x';
        }
        free(text);
    }
    free(bench);
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * UINT32_C(1664525) + UINT32_C(1013904223);
    return *state >> 16;
}

/* A random plain step, more often a text than not. */
static void add_random(struct bench *bench, const struct plain *plain, uint32_t *random, const char *letters,
                       size_t letter_count)
{
    uint32_t choice = next_random(random) % 16;
    if (choice < 9) {
        add_numbered(bench, plain->steps[next_random(random) % plain->count]);
        return;
    }
    static const mdp_kind kinds[] = {MDP_KIND_TEXT, MDP_KIND_TEXT, MDP_KIND_CODE_SPAN, MDP_KIND_RAW_HTML,
                                     MDP_KIND_HTML_BLOCK};
    size_t size = 1 + next_random(random) % (next_random(random) % 8 == 0 ? 400 : 60);
    size_t at = next_random(random) % (letter_count - size);
    add(bench, kinds[next_random(random) % CHECK_COUNT(kinds)], true, 0, (mdp_string){letters + at, size});
}

/* Long rows of steps, which meet the end of the buffer everywhere. */
static void long_rows(struct check *check)
{
    struct bench *bench = bench_make(check);
    struct plain plain;
    uint32_t random = 7;
    char letters[4096];
    find_plain(&plain);
    for (size_t i = 0; i < sizeof letters; i++)
        letters[i] =
            "&<>\"\nabcdefghijklmnopqrstuvwxyz"[next_random(&random) % 160 < 5 ? next_random(&random) % 5
                                                                               : 5 + next_random(&random) % 26];
    for (size_t round = 0; round < 200; round++) {
        for (size_t i = 0; i < 1500; i++)
            add_random(bench, &plain, &random, letters, sizeof letters - MDP_STRING_PADDING);
        compare_all(bench, next_random(&random) % RENDER_BUFFER_SIZE);
    }
    free(bench);
}

/* As many steps at once as may be, each of which prints as much as one can, from every fill of the buffer on. */
static void largest_steps(struct check *check)
{
    struct bench *bench = bench_make(check);
    char text[64 + MDP_STRING_PADDING];
    memset(text, 'z', sizeof text);
    for (size_t before = 0; before <= RENDER_BUFFER_SIZE; before++) {
        for (size_t i = 0; i < HTML_PLAIN_MOST; i++)
            add(bench, MDP_KIND_CODE_SPAN, true, 0, (mdp_string){text, 64});
        compare_all(bench, before);
    }
    free(bench);
}

/* A sink that refuses is not called again. */
static void refusing_sink(struct check *check)
{
    struct bench *bench = bench_make(check);
    char text[300 + MDP_STRING_PADDING];
    memset(text, 'y', sizeof text);
    for (size_t i = 0; i < HTML_PLAIN_MOST; i++)
        add(bench, MDP_KIND_TEXT, true, 0, (mdp_string){text, 300});
    for (enum render_vectors vectors = RENDER_BASELINE; vectors <= widest_vectors(); vectors++) {
        for (size_t room = 0; room < 2 * RENDER_BUFFER_SIZE; room += 1000) {
            bench->came.size = bench->came.refusals = 0;
            bench->came.room = room;
            render_output_init(&bench->out, (mdp_sink){take, &bench->came});
            bench->out.vectors = vectors;
            for (size_t round = 0; round < 4; round++)
                html_write_plain(&bench->out, &html_steps_plain[0], bench->events, bench->events + bench->count);
            render_flush(&bench->out);
            CHECK(check, bench->out.failed);
            CHECK_SIZE(check, bench->came.refusals, 1);
        }
    }
    free(bench);
}

/* What is taken out is no longer plain, and all else is as it was. */
static void taking_out(struct check *check)
{
    for (unsigned kind = 0; kind < HTML_KINDS; kind++) {
        for (unsigned entering = 0; entering < 2; entering++) {
            html_steps steps = html_steps_plain[1];
            html_steps_take_out(&steps, (mdp_kind)kind, entering != 0);
            for (unsigned step = 0; step < STEPS; step++) {
                bool out = step / HTML_VARIANTS == 2 * kind + entering;
                CHECK(check, steps.tag[step] == (out ? 0 : html_steps_plain[1].tag[step]));
            }
        }
    }
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {{"every_pair", every_pair},       {"every_length", every_length},
                                              {"taking_out", taking_out},       {"long_rows", long_rows},
                                              {"largest_steps", largest_steps}, {"refusing_sink", refusing_sink}};
    return check_main(argc, argv, cases, CHECK_COUNT(cases));
}
