/* edits.c: the command `mdbench edits`: what it takes to make the next version of a document, by what changes and how
 * large the document is, beside what a parse of all of it takes.
 *
 * Each kind of edit is a chain: every edit is of the version that the one before it made, which is then released, as in
 * an editor. Start at bench_edits. */
#include "command.h"
#include "corpus.h"
#include "report.h"
#include "statistics.h"

#include <getopt.h>
#include <mdparse.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char usage[] =
    "usage: mdbench edits [OPTIONS]\n"
    "Measures edits of documents that it generates: microseconds for each, and bytes allocated.\n"
    "  --edits N     so many edits of each kind (2000)\n"
    "  --sizes B,... sizes of the documents in bytes (10000,500000,10000000)\n"
    "  --only NAME   only this kind\n"
    "  --json        write JSON in place of the table\n"
    "  -h, --help\n";

#define SIZES_MAX 8

struct arguments {
    size_t edits;
    size_t sizes[SIZES_MAX];
    size_t size_count;
    const char *only;
    bool json;
};

/* --------------------------------------------------------------------------------------------------------- memory */

struct counter {
    size_t allocated; /* bytes, so far */
    size_t live;
};

static void *allocate(void *context, size_t size)
{
    struct counter *counter = context;
    counter->allocated += size;
    counter->live += size;
    return malloc(size);
}

static void release(void *context, void *memory, size_t size)
{
    struct counter *counter = context;
    counter->live -= size;
    free(memory);
}

/* ------------------------------------------------------------------------------------------------------- documents */

#define SHARED_LABEL "[shared]: /target \"Title\"\n\n"
#define SHARED_USE   "See [shared] for more.\n\n"
#define SHARED_EACH  ((size_t)100 * 8192) /* a use in one of a hundred chunks */

struct subject {
    char *text;
    size_t size;
    const mdp_document *document;
    struct counter counter;
    uint64_t dice;
    size_t place;  /* where the writer is */
    size_t passed; /* edits so far */
};

static size_t roll(struct subject *subject, size_t limit)
{
    subject->dice ^= subject->dice << 13;
    subject->dice ^= subject->dice >> 7;
    subject->dice ^= subject->dice << 17;
    return (size_t)(subject->dice >> 11) % limit;
}

/* Mixed text, with a definition at its end, to which one in a hundred chunks refers. */
static bool make_text(struct subject *subject, size_t size)
{
    size_t body_size = 0, at = 0;
    char *body = bench_corpus_generate(BENCH_SECTION_MIXED, size, 0, &body_size);
    char *text = malloc(body_size + (body_size / SHARED_EACH + 2) * 64);
    if (body && text) {
        memcpy(text + at, SHARED_USE, sizeof SHARED_USE - 1);
        at += sizeof SHARED_USE - 1;
        for (size_t from = 0; from < body_size;) {
            size_t to = from + SHARED_EACH < body_size ? from + SHARED_EACH : body_size;
            while (to < body_size && (to - from < 2 || body[to - 1] != '\n' || body[to - 2] != '\n'))
                to++;
            memcpy(text + at, body + from, to - from);
            at += to - from;
            from = to;
            if (from < body_size) {
                memcpy(text + at, SHARED_USE, sizeof SHARED_USE - 1);
                at += sizeof SHARED_USE - 1;
            }
        }
        text[at++] = '\n';
        memcpy(text + at, SHARED_LABEL, sizeof SHARED_LABEL - 1);
        at += sizeof SHARED_LABEL - 1;
    }
    free(body);
    subject->text = text;
    subject->size = at;
    return text && at;
}

static bool parse(struct subject *subject)
{
    mdp_options options = MDP_OPTIONS_INIT;
    options.allocator = (mdp_allocator){allocate, release, &subject->counter};
    return mdp_parse(subject->text, subject->size, &options, &subject->document) == MDP_OK;
}

/* The byte at an offset. */
static char byte_at(const mdp_document *document, size_t offset)
{
    mdp_string piece = mdp_document_piece(document, offset);
    return piece.size ? piece.data[0] : '\0';
}

static size_t line_start(const mdp_document *document, size_t at)
{
    while (at > 0 && byte_at(document, at - 1) != '\n')
        at--;
    return at;
}

/* -------------------------------------------------------------------------------------------------- kinds of edits */

/* Each sets the next edit; its text is static. */

/* A session of fifty keystrokes, each behind the one before, then another place. */
static void type(struct subject *subject, mdp_edit *edit)
{
    static const char keys[] = "the *word* and `code`, and so on, with a [link](u) ";
    size_t size = mdp_document_size(subject->document), key = subject->passed % (sizeof keys - 1);
    if (key == 0)
        subject->place = roll(subject, size);
    *edit = (mdp_edit){.begin = subject->place, .end = subject->place, .text = keys + key, .size = 1};
    subject->place++;
}

/* A character at another place each time. */
static void type_anywhere(struct subject *subject, mdp_edit *edit)
{
    size_t place = roll(subject, mdp_document_size(subject->document));
    *edit = (mdp_edit){.begin = place, .end = place, .text = "x", .size = 1};
}

static void insert_line(struct subject *subject, mdp_edit *edit)
{
    size_t place = line_start(subject->document, roll(subject, mdp_document_size(subject->document)));
    *edit = (mdp_edit){.begin = place, .end = place, .text = "A line of text.\n", .size = 16};
}

/* And a line inserted elsewhere, so that the document stays as large as it is. */
static void remove_line(struct subject *subject, mdp_edit *edit)
{
    if (subject->passed % 2) {
        insert_line(subject, edit);
        return;
    }
    size_t size = mdp_document_size(subject->document), end;
    size_t place = line_start(subject->document, roll(subject, size));
    for (end = place; end < size && byte_at(subject->document, end) != '\n';)
        end++;
    *edit = (mdp_edit){.begin = place, .end = end < size ? end + 1 : size};
}

/* A fence is opened, and then taken away again. */
static void fence(struct subject *subject, mdp_edit *edit)
{
    if (subject->passed % 2 == 0) {
        subject->place = line_start(subject->document, roll(subject, mdp_document_size(subject->document)));
        *edit = (mdp_edit){.begin = subject->place, .end = subject->place, .text = "```\n", .size = 4};
    } else {
        *edit = (mdp_edit){.begin = subject->place, .end = subject->place + 4};
    }
}

/* Where the shared definition is: the documents that these kinds edit end with it. */
static size_t definition_begin(const struct subject *subject)
{
    return mdp_document_size(subject->document) - (sizeof SHARED_LABEL - 1);
}

static void change_target(struct subject *subject, mdp_edit *edit)
{
    size_t target = definition_begin(subject) + 10;
    *edit =
        (mdp_edit){.begin = target, .end = target + 7, .text = subject->passed % 2 ? "/target" : "/change", .size = 7};
}

/* The label is spelt wrong, so that it is another, and then right again. */
static void change_label(struct subject *subject, mdp_edit *edit)
{
    size_t label = definition_begin(subject) + 1;
    *edit = (mdp_edit){.begin = label, .end = label + 1, .text = subject->passed % 2 ? "s" : "c", .size = 1};
}

static void append_bytes(struct subject *subject, mdp_edit *edit, size_t size)
{
    static const char stream[] = "Some text that streams in, with *emphasis*, `code`, a [link](/url) and a list:\n\n- "
                                 "an item\n- another, **bold**\n\n"
                                 "```c\nint main(void)\n{\n    return 0;\n}\n```\n\n## A heading\n\nAnd more text, of "
                                 "some length, in a paragraph "
                                 "that goes on for more than one line\nand then ends.\n\n";
    size_t end = mdp_document_size(subject->document), at = subject->passed * size % (sizeof stream - 1 - size);
    *edit = (mdp_edit){.begin = end, .end = end, .text = stream + at, .size = size};
}

static void append_4(struct subject *subject, mdp_edit *edit)
{
    append_bytes(subject, edit, 4);
}

static void append_20(struct subject *subject, mdp_edit *edit)
{
    append_bytes(subject, edit, 20);
}

static void append_40(struct subject *subject, mdp_edit *edit)
{
    append_bytes(subject, edit, 40);
}

static const struct kind {
    const char *name;
    void (*make)(struct subject *subject, mdp_edit *edit);
} kinds[] = {
    {"typing", type},
    {"a character anywhere", type_anywhere},
    {"line inserted", insert_line},
    {"line gone, line new", remove_line},
    {"fence opened, closed", fence},
    {"definition's target", change_target},
    {"definition gone, back", change_label},
    {"append 4 bytes", append_4},
    {"append 20 bytes", append_20},
    {"append 40 bytes", append_40},
};

#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

/* ------------------------------------------------------------------------------------------------------- measuring */

struct row {
    const char *name;
    size_t size;
    size_t edits;
    double parse; /* median nanoseconds of a parse of the whole text */
    double median, p99, worst;
    double allocated; /* bytes for each edit */
    double held;      /* by the last version, for each byte that a parse of its text takes */
};

static double measure_parse(struct subject *subject)
{
    double times[9];
    for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
        mdp_document_release(subject->document);
        double begin = bench_now();
        if (!parse(subject))
            return 0;
        times[i] = bench_now() - begin;
    }
    bench_sort(times, sizeof times / sizeof *times);
    return bench_quantile(times, sizeof times / sizeof *times, 0.5);
}

/* Bytes that a parse of the text of a document takes, or 0. */
static size_t parsed_size(const mdp_document *document)
{
    size_t size = mdp_document_size(document), bytes = 0;
    char *text = malloc(size + 1);
    const mdp_document *parsed = NULL;
    for (size_t at = 0; text && at < size;) {
        mdp_string piece = mdp_document_piece(document, at);
        memcpy(text + at, piece.data, piece.size);
        at += piece.size;
    }
    if (text && mdp_parse(text, size, NULL, &parsed) == MDP_OK)
        bytes = mdp_document_measure(parsed).memory;
    mdp_document_release(parsed);
    free(text);
    return bytes;
}

static bool run_edits(struct subject *subject, const struct kind *kind, double *times, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        mdp_edit edit;
        const mdp_document *edited = NULL;
        subject->passed = i;
        kind->make(subject, &edit);
        double begin = bench_now();
        if (mdp_document_edit(subject->document, &edit, 1, &edited) != MDP_OK)
            return false;
        mdp_document_release(subject->document);
        times[i] = bench_now() - begin;
        subject->document = edited;
    }
    return true;
}

static bool measure(const struct kind *kind, size_t size, size_t count, struct row *row)
{
    struct subject subject = {.dice = 88172645463325252u};
    double *times = malloc(count * sizeof *times);
    bool good = times && make_text(&subject, size) && (row->parse = measure_parse(&subject)) > 0;
    size_t allocated = subject.counter.allocated;
    good = good && run_edits(&subject, kind, times, count);
    size_t parsed = good ? parsed_size(subject.document) : 0;
    good = good && parsed;
    if (good) {
        bench_sort(times, count);
        *row = (struct row){
            .name = kind->name,
            .size = size,
            .edits = count,
            .parse = row->parse,
            .median = bench_quantile(times, count, 0.5),
            .p99 = bench_quantile(times, count, 0.99),
            .worst = times[count - 1],
            .allocated = (double)(subject.counter.allocated - allocated) / (double)count,
            .held = (double)subject.counter.live / (double)parsed,
        };
    }
    mdp_document_release(subject.document);
    free(subject.text);
    free(times);
    return good || bench_fail("an edit failed: ", kind->name);
}

/* --------------------------------------------------------------------------------------------------------- reports */

static void write_row(const struct row *row)
{
    printf("%-24s %9.0f  %9.1f %9.1f %9.1f  %9.1f  %8.0f  %10.0f  %5.2f\n", row->name, (double)row->size / 1e3,
           row->median / 1e3, row->p99 / 1e3, row->worst / 1e3, row->parse / 1e3, row->parse / row->median,
           row->allocated, row->held);
}

static void write_json(const struct row *row, bool first)
{
    printf("%s\n  {\"kind\": ", first ? "" : ",");
    bench_json_string(stdout, row->name);
    printf(", \"size\": %zu, \"edits\": %zu, \"ns\": %.0f, \"ns_p99\": %.0f, \"ns_worst\": %.0f, \"parse_ns\": %.0f, "
           "\"allocated\": %.0f, \"held\": %.4f}",
           row->size, row->edits, row->median, row->p99, row->worst, row->parse, row->allocated, row->held);
}

static void write_head(const struct arguments *arguments)
{
    char processor[128];
    bench_processor(processor, sizeof processor);
    if (arguments->json) {
        printf("{\"version\": \"%s\", \"compiler\": \"%s\", \"processor\": ", mdp_version(), bench_compiler());
        bench_json_string(stdout, processor);
        printf(", \"edits\": [");
        return;
    }
    printf("mdbench %s edits, %s, %s\n\n", mdp_version(), bench_compiler(), processor);
    printf("%-24s %9s  %9s %9s %9s  %9s  %8s  %10s  %5s\n", "", "KB", "median us", "p99", "worst", "parse us", "times",
           "bytes", "held");
}

/* Fences make what follows them code, which takes a parse of it; there are fewer of them, not to wait for long. */
static size_t edit_count(const struct arguments *arguments, const struct kind *kind)
{
    return kind->make == fence ? arguments->edits / 10 + 1 : arguments->edits;
}

static bool measure_all(const struct arguments *arguments)
{
    bool first = true;
    write_head(arguments);
    for (size_t i = 0; i < KIND_COUNT; i++) {
        for (size_t s = 0; s < arguments->size_count; s++) {
            struct row row = {.parse = 0};
            if (arguments->only && strcmp(arguments->only, kinds[i].name) != 0)
                continue;
            if (!measure(&kinds[i], arguments->sizes[s], edit_count(arguments, &kinds[i]), &row))
                return false;
            if (arguments->json)
                write_json(&row, first);
            else
                write_row(&row);
            first = false;
        }
    }
    if (arguments->json)
        printf("]}\n");
    else
        printf("\ntimes: parse to median. bytes: allocated for an edit, scratch and version. held: bytes that the last "
               "version holds,\nto those of a parse of its text.\n");
    return !first || bench_fail("no such kind: ", arguments->only);
}

/* --------------------------------------------------------------------------------------------------- the command */

static bool read_sizes(struct arguments *arguments, char *list)
{
    arguments->size_count = 0;
    for (char *part = strtok(list, ","); part; part = strtok(NULL, ",")) {
        double size;
        if (arguments->size_count == SIZES_MAX)
            return bench_fail("too many sizes", "");
        if (!bench_parse_number(part, 1000, 1e9, &size))
            return false;
        arguments->sizes[arguments->size_count++] = (size_t)size;
    }
    return arguments->size_count || bench_fail("no sizes", "");
}

static bool read_arguments(struct arguments *arguments, int count, char **values)
{
    static const struct option options[] = {
        {"edits", required_argument, NULL, 'n'}, {"sizes", required_argument, NULL, 's'},
        {"only", required_argument, NULL, 'o'},  {"json", no_argument, NULL, 'j'},
        {"help", no_argument, NULL, 'h'},        {NULL, 0, NULL, 0},
    };
    double number;
    for (int option; (option = getopt_long(count, values, "h", options, NULL)) != -1;) {
        switch (option) {
        case 'n':
            if (!bench_parse_number(optarg, 2, 1e8, &number))
                return false;
            arguments->edits = (size_t)number;
            break;
        case 's':
            if (!read_sizes(arguments, optarg))
                return false;
            break;
        case 'o':
            arguments->only = optarg;
            break;
        case 'j':
            arguments->json = true;
            break;
        case 'h':
            fputs(usage, stdout);
            exit(0);
        default:
            return false;
        }
    }
    return optind == count || bench_fail("no argument is expected: ", values[optind]);
}

int bench_edits(int count, char **values)
{
    struct arguments arguments = {.edits = 2000, .sizes = {10000, 500000, 10000000}, .size_count = 3};
    if (!read_arguments(&arguments, count, values)) {
        fputs(usage, stderr);
        return 2;
    }
    return measure_all(&arguments) ? 0 : 1;
}
