/* hunter.c: looks for inputs that are slow and that nobody has thought of, where adversarial.c runs those that somebody
 * has: random shapes of the forms that quadratic ones have, each made at one size, at twice and at four times that.
 * Work is counted, as there (meter.h); it may grow by no more than linear work does, twice in a row.
 *
 *     hunter SEED COUNT        so many shapes
 *     hunter --seconds N       until the time is over, from a seed that it prints
 *
 *     repeat     s s s s                        nest       p p p s q q q
 *     stairs     p s, p p s, p p p s            lines      lines, each p p p s q q q and longer than the last
 *     crowd      p p p, then s s s, then q q q
 *
 * p, s and q are one to three of the pieces below. */
#include "harness.h"
#include "meter.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SIZE            ((size_t)4 * 1024)
#define RATIO_MAX       2.7 /* adversarial.c takes 2.6; at these small sizes tables weigh a little more */
#define WORK_NEGLIGIBLE 0.5

static const char *const pieces[] = {
    "a",           " ",      "\n",       "\n\n",     "\t",        "*",        "**",         "_",     "__",
    "***",         "`",      "``",       "~~~\n",    "```\n",     "[",        "]",          "![",    "](",
    ")",           "(",      "[a]",      "[a]:",     "<",         ">",        "<a",         "</",    "<!--",
    "-->",         "<?",     "?>",       "<!A",      "<![CDATA[", "]]>",      "&",          "&a;",   "&#1",
    "\\",          "\"",     "'",        "=",        "===\n",     "-",        "- ",         "+ ",    "* ",
    "1. ",         "> ",     ">",        "#",        "# ",        "    ",     "  ",         "\r",    "\r\n",
    "!",           "://",    "http:",    "@",        ".",         ":",        "|",          "---\n", "<b>",
    "<div>\n",     "[a](b)", "[a]: b\n", "\xC3\xA4", "\xFF",      "\xC2\xA0", "<a href=\"", "...",   "--",
    "[^",          "~",      "  \n",     "\\\n",     "|-|\n",     "-|-\n",    "\\|",        "www.",  "a.b",
    "a@",          "a@b.c",  "http://a", "mailto:",  "xmpp:",     "~~",       "- [ ] ",     "[x] ",  "[!TIP]\n",
    "> [!NOTE]\n", "&amp;",  ");",
};

/* A generator of numbers that is the same everywhere (xorshift64). */
static uint64_t next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

struct shape {
    unsigned form;
    struct spec_bytes open, middle, close;
};

enum { REPEAT, NEST, STAIRS, LINES, CROWD, FORMS };

static void choose(struct spec_bytes *bytes, uint64_t *state)
{
    spec_clear(bytes);
    for (uint64_t count = 1 + next(state) % 3; count > 0; count--)
        spec_append_text(bytes, pieces[next(state) % (sizeof pieces / sizeof *pieces)]);
}

static void append_times(struct spec_bytes *out, const struct spec_bytes *bytes, size_t times)
{
    for (size_t i = 0; i < times; i++)
        spec_append(out, bytes->data, bytes->size);
}

static void make(const struct shape *shape, size_t size, struct spec_bytes *out)
{
    const struct spec_bytes *open = &shape->open, *middle = &shape->middle, *close = &shape->close;
    spec_clear(out);
    switch (shape->form) {
    case REPEAT:
        append_times(out, open, size / open->size);
        break;
    case NEST:
        append_times(out, open, size / (open->size + close->size));
        append_times(out, middle, 1);
        append_times(out, close, size / (open->size + close->size));
        break;
    case CROWD:
        append_times(out, open, size / 3 / open->size);
        append_times(out, middle, size / 3 / middle->size);
        append_times(out, close, size / 3 / close->size);
        break;
    default:
        for (size_t run = 1; out->size < size; run++) {
            append_times(out, open, run);
            append_times(out, middle, 1);
            if (shape->form == LINES) {
                append_times(out, close, run);
                spec_append_text(out, "\n");
            }
        }
    }
}

static int count_output(void *context, const char *data, size_t size)
{
    (void)data;
    *(size_t *)context += size;
    return 0;
}

/* Of a parse, and of the rendering as HTML and XML. */
static double work_per_byte(const struct spec_bytes *text, uint64_t flags)
{
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = flags;
    options.allocator = spec_meter_allocator();
    const mdp_document *document = NULL;
    uint64_t before = spec_meter_work();
    size_t output = 0;
    if (mdp_parse(text->data, text->size, &options, &document) != MDP_OK)
        abort();
    mdp_sink sink = {count_output, &output};
    if (mdp_render(document, MDP_FORMAT_HTML, NULL, sink) != MDP_OK ||
        mdp_render(document, MDP_FORMAT_XML, NULL, sink) != MDP_OK)
        abort();
    mdp_document_release(document);
    return (double)(spec_meter_work() - before) / (double)text->size;
}

/* The size grows fourfold between the first and the last measure; what is quadratic grows twice in a row. */
static bool is_linear(const struct shape *shape, uint64_t flags, struct spec_bytes *text)
{
    double work[4];
    for (int i = 0; i < 4; i++) {
        make(shape, SIZE << i, text);
        work[i] = work_per_byte(text, flags);
        if (i > 0 && (work[i] < WORK_NEGLIGIBLE || 2 * work[i] / work[i - 1] <= RATIO_MAX))
            return true;
    }
    printf("FAILED: work for each byte grows: %.1f, %.1f, %.1f, %.1f\n", work[0], work[1], work[2], work[3]);
    return false;
}

static void print_shape(const struct shape *shape, uint64_t flags)
{
    static const char *const names[] = {"repeat", "nest", "stairs", "lines", "crowd"};
    const struct spec_bytes *parts[] = {&shape->open, &shape->middle, &shape->close};
    printf("  %s%s%s of", names[shape->form], flags & MDP_PARSE_SMART ? ", smart" : "",
           flags & MDP_EXT_GFM ? ", with extensions" : "");
    for (size_t i = 0; i < 3; i++) {
        putchar(' ');
        spec_print_escaped(stdout, parts[i]->data, parts[i]->size);
    }
    putchar('\n');
}

int main(int count, char **arguments)
{
    if (count != 3) {
        fputs("usage: hunter SEED COUNT | hunter --seconds N\n", stderr);
        return 2;
    }
    bool timed = strcmp(arguments[1], "--seconds") == 0;
    unsigned long long limit = strtoull(arguments[2], NULL, 10);
    time_t begin = time(NULL);
    uint64_t state = timed ? (uint64_t)begin | 1 : strtoull(arguments[1], NULL, 10) | 1;
    struct shape shape = {0};
    struct spec_bytes text = {0};
    struct spec_tally tally = {0};
    if (timed)
        printf("seed %llu\n", (unsigned long long)state);
    for (unsigned long long i = 0; timed ? (unsigned long long)(time(NULL) - begin) < limit : i < limit; i++) {
        shape.form = (unsigned)(next(&state) % FORMS);
        choose(&shape.open, &state);
        choose(&shape.middle, &state);
        choose(&shape.close, &state);
        uint64_t flags = (next(&state) % 4 == 0 ? MDP_PARSE_SMART : 0) | (next(&state) % 2 == 0 ? MDP_EXT_GFM : 0);
        bool linear = is_linear(&shape, flags, &text);
        if (!linear)
            print_shape(&shape, flags);
        spec_tally_add(&tally, linear);
    }
    spec_free(&shape.open);
    spec_free(&shape.middle);
    spec_free(&shape.close);
    spec_free(&text);
    return spec_tally_end(&tally);
}
