/* hunter.c: looks for inputs that are slow and that nobody has thought of, where adversarial.c runs those that somebody
 * has: random shapes of the forms that quadratic ones have, parsed and rendered with random options, each made at one
 * size, and at twice that again and again. Work is counted, as there (meter.h); it may grow by no more than linear work
 * does, one of the times: what is quadratic grows each time, also where what is bounded, as the size of a label is, has
 * long reached its bound.
 *
 *     hunter SEED COUNT        so many shapes
 *     hunter --seconds N       until the time is over, from a seed that it prints
 *     hunter --planted         so that it can be seen to find something: searches that are planted here, one of them
 *                              quadratic, are measured in place of the library
 *
 *     repeat     s s s s                        nest       p p p s q q q
 *     stairs     p s, p p s, p p p s            lines      lines, each p p p s q q q and longer than the last
 *     crowd      p p p, then s s s, then q q q
 *
 * p, s and q are one to three of the pieces below. */
#include "harness.h"
#include "meter.h"
#include "options.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SIZE            ((size_t)4 * 1024)
#define RATIO_MAX       2.7 /* adversarial.c takes 2.6; at these small sizes tables weigh a little more */
#define WORK_NEGLIGIBLE 0.5

static const char *const pieces[] = {
    "a",           " ",      "\n",       "\n\n",     "\t",        "*",        "**",         "_",      "__",
    "***",         "`",      "``",       "~~~\n",    "```\n",     "[",        "]",          "![",     "](",
    ")",           "(",      "[a]",      "[a]:",     "<",         ">",        "<a",         "</",     "<!--",
    "-->",         "<?",     "?>",       "<!A",      "<![CDATA[", "]]>",      "&",          "&a;",    "&#1",
    "\\",          "\"",     "'",        "=",        "===\n",     "-",        "- ",         "+ ",     "* ",
    "1. ",         "> ",     ">",        "#",        "# ",        "    ",     "  ",         "\r",     "\r\n",
    "!",           "://",    "http:",    "@",        ".",         ":",        "|",          "---\n",  "<b>",
    "<div>\n",     "[a](b)", "[a]: b\n", "\xC3\xA4", "\xFF",      "\xC2\xA0", "<a href=\"", "...",    "--",
    "[^",          "~",      "  \n",     "\\\n",     "|-|\n",     "-|-\n",    "\\|",        "www.",   "a.b",
    "a@",          "a@b.c",  "http://a", "mailto:",  "xmpp:",     "~~",       "- [ ] ",     "[x] ",   "[!TIP]\n",
    "> [!NOTE]\n", "&amp;",  ");",       "|-|-|\n",  "| a ",      "[ ]",      "[^a]",       "[^a]: ", "[!NOTE]\n",
};

/* A generator of numbers that is the same everywhere (xorshift64). */
static uint64_t next(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

enum { SIZES = 8 }; /* most shapes are done after two */

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

/* Where a planted search found what it looked for: kept, so that no compiler leaves the search out. */
static const char *volatile found;

/* What a text costs, for each of its bytes. */
typedef double measure(const struct spec_bytes *text, struct spec_flags flags);

/* A parse, and the rendering as HTML and XML. */
static double library(const struct spec_bytes *text, struct spec_flags flags)
{
    mdp_options options = MDP_OPTIONS_INIT;
    mdp_render_options render_options = MDP_RENDER_OPTIONS_INIT;
    options.flags = flags.parse;
    render_options.flags = flags.render;
    options.allocator = render_options.allocator = spec_meter_allocator();
    const mdp_document *document = NULL;
    uint64_t before = spec_meter_work();
    size_t output = 0;
    if (mdp_parse(text->data, text->size, &options, &document) != MDP_OK)
        abort();
    mdp_sink sink = {count_output, &output};
    if (mdp_render(document, MDP_FORMAT_HTML, &render_options, sink) != MDP_OK ||
        mdp_render(document, MDP_FORMAT_XML, NULL, sink) != MDP_OK)
        abort();
    mdp_document_release(document);
    return (double)(spec_meter_work() - before) / (double)text->size;
}

/* The mistake that the library must not make: each bracket that opens looks for one that closes, which, where there is
 * none, is looked for to the end of the text again and again. */
static double planted_quadratic(const struct spec_bytes *text, struct spec_flags flags)
{
    (void)flags;
    uint64_t before = spec_meter_work();
    for (size_t i = 0; i < text->size; i++)
        if (text->data[i] == '[')
            found = memchr(text->data + i, ']', text->size - i);
    return (double)(spec_meter_work() - before) / (double)text->size;
}

/* The same, mended: what was not found once is not looked for again. */
static double planted_linear(const struct spec_bytes *text, struct spec_flags flags)
{
    (void)flags;
    uint64_t before = spec_meter_work();
    found = text->data;
    for (size_t i = 0; i < text->size && found != NULL; i++)
        if (text->data[i] == '[' && found <= text->data + i)
            found = memchr(text->data + i, ']', text->size - i);
    return (double)(spec_meter_work() - before) / (double)text->size;
}

static bool is_linear(const struct shape *shape, measure *work_per_byte, struct spec_flags flags,
                      struct spec_bytes *text, double work[SIZES])
{
    for (int i = 0; i < SIZES; i++) {
        make(shape, SIZE << i, text);
        work[i] = work_per_byte(text, flags);
        if (i > 0 && (work[i] < WORK_NEGLIGIBLE || 2 * work[i] / work[i - 1] <= RATIO_MAX))
            return true;
    }
    return false;
}

static void print_shape(const struct shape *shape, struct spec_flags flags)
{
    static const char *const names[] = {"repeat", "nest", "stairs", "lines", "crowd"};
    const struct spec_bytes *parts[] = {&shape->open, &shape->middle, &shape->close};
    printf("  %s of", names[shape->form]);
    for (size_t i = 0; i < 3; i++) {
        putchar(' ');
        spec_print_escaped(stdout, parts[i]->data, parts[i]->size);
    }
    printf("%s", flags.parse & MDP_PARSE_SMART ? ", smart" : "");
    for (const struct spec_option *option = spec_options; option->name != NULL; option++)
        if ((option->flags.parse & ~flags.parse) == 0 && (option->flags.render & ~flags.render) == 0)
            printf(", %s", option->name);
    putchar('\n');
}

/* A third of the shapes without options, a third with all of GitHub's, the others with any. */
static struct spec_flags choose_flags(uint64_t *state)
{
    struct spec_flags flags = {0, 0};
    uint64_t which = next(state) % 3, dice = next(state);
    if (which == 0)
        return flags;
    flags.parse = (dice & 1) != 0 ? MDP_PARSE_SMART : 0;
    for (const struct spec_option *option = spec_options; option->name != NULL; option++) {
        bool all = strcmp(option->name, "gfm") == 0;
        dice >>= 1;
        if (which == 1 ? all : !all && (dice & 1) != 0) {
            flags.parse |= option->flags.parse;
            flags.render |= option->flags.render;
        }
    }
    return flags;
}

struct hunt {
    unsigned long long shapes;  /* so many, or */
    unsigned long long seconds; /* until these are over */
    uint64_t state;
    measure *work_per_byte;
    bool quiet;
};

static struct spec_tally run(struct hunt hunt)
{
    time_t begin = time(NULL);
    struct shape shape = {0};
    struct spec_bytes text = {0};
    struct spec_tally tally = {0};
    for (unsigned long long i = 0;
         hunt.seconds ? (unsigned long long)(time(NULL) - begin) < hunt.seconds : i < hunt.shapes; i++) {
        shape.form = (unsigned)(next(&hunt.state) % FORMS);
        choose(&shape.open, &hunt.state);
        choose(&shape.middle, &hunt.state);
        choose(&shape.close, &hunt.state);
        struct spec_flags flags = choose_flags(&hunt.state);
        double work[SIZES];
        bool linear = is_linear(&shape, hunt.work_per_byte, flags, &text, work);
        if (!linear && !hunt.quiet) {
            printf("FAILED: work for each byte grows:");
            for (int size = 0; size < SIZES; size++)
                printf(" %.1f", work[size]);
            putchar('\n');
            print_shape(&shape, flags);
        }
        spec_tally_add(&tally, linear);
    }
    spec_free(&shape.open);
    spec_free(&shape.middle);
    spec_free(&shape.close);
    spec_free(&text);
    return tally;
}

/* A tenth of the shapes that the tests hunt with find what is quadratic, which takes its time; and all of them find
 * nothing where it is mended. */
static int run_planted(void)
{
    struct spec_tally tally = {0};
    struct hunt hunt = {.shapes = 400, .state = 1, .work_per_byte = planted_quadratic, .quiet = true};
    struct spec_tally quadratic = run(hunt);
    hunt = (struct hunt){.shapes = 4000, .state = 1, .work_per_byte = planted_linear, .quiet = true};
    struct spec_tally linear = run(hunt);
    printf("of 400 shapes %zu show what is quadratic, and of 4000 %zu what is linear\n", quadratic.failed,
           linear.failed);
    spec_tally_add(&tally, quadratic.failed > 0);
    spec_tally_add(&tally, linear.failed == 0);
    return spec_tally_end(&tally);
}

int main(int count, char **arguments)
{
    if (count == 2 && strcmp(arguments[1], "--planted") == 0)
        return run_planted();
    if (count != 3) {
        fputs("usage: hunter SEED COUNT | hunter --seconds N | hunter --planted\n", stderr);
        return 2;
    }
    struct hunt hunt = {.work_per_byte = library};
    unsigned long long limit = strtoull(arguments[2], NULL, 10);
    if (strcmp(arguments[1], "--seconds") == 0) {
        hunt.seconds = limit;
        hunt.state = (uint64_t)time(NULL) | 1;
        printf("seed %llu\n", (unsigned long long)hunt.state);
    } else {
        hunt.shapes = limit;
        hunt.state = strtoull(arguments[1], NULL, 10) | 1;
    }
    struct spec_tally tally = run(hunt);
    return spec_tally_end(&tally);
}
