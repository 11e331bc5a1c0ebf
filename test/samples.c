/* samples.c: collects the texts of samples.h. It knows the spec's example format, and nothing of the library. */
#define _POSIX_C_SOURCE 200809L
#include "samples.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>

#define RANDOM_SAMPLES    400
#define RANDOM_TOKENS_MAX 120
#define DEEP              2000
#define LARGE             ((size_t)200 * 1024)

/* clang-format off */
#define BYTES(name, literal) { name, literal, sizeof(literal) - 1 }
/* clang-format on */

/* Texts that cannot be files for people: one for each way in which bytes can be odd. */
static const struct {
    const char *name;
    const char *text;
    size_t size;
} bytes_table[] = {
    BYTES("empty", ""),
    BYTES("one-byte", "a"),
    BYTES("one-newline", "\n"),
    BYTES("one-return", "\r"),
    BYTES("blank-lines", "\n \n\t\n  \r\n\r"),
    BYTES("no-final-newline", "# a\n\nb *c*"),
    BYTES("crlf", "# a\r\n\r\nb  \r\nc\\\r\nd\r\n\r\n```x\r\ny\r\n```\r\n\r\n- e\r\n\r\n  f\r\n"),
    BYTES("cr", "# a\r\rb  \rc\\\rd\r\r```x\ry\r```\r\r> e\rf\r"),
    BYTES("mixed-endings", "a\rb\nc\r\nd\n\re\r\r\nf\n\n\rg"),
    BYTES("final-return", "a *b*\r"),
    BYTES("nul", "a\0b `c\0d` [e\0](f\0 \"g\0\")\n\n    h\0i\n\n<div>\0\n\n```\0\n\0\n```\n"),
    BYTES("nul-only", "\0"),
    BYTES("bom", "\xEF\xBB\xBF# a\n\nb\n"),
    BYTES("bom-only", "\xEF\xBB\xBF"),
    BYTES("bom-twice", "\xEF\xBB\xBF\xEF\xBB\xBF# a\n"),
    BYTES("bom-inside", "a\xEF\xBB\xBF*b*\n\xEF\xBB\xBF# c\n"),
    BYTES("bom-torn", "\xEF\xBB# a\n"),
    BYTES("utf8-lone-continuation", "a\x80*b\xBF*\n"),
    BYTES("utf8-torn-2", "*a\xC3*\n\n`b\xC3"),
    BYTES("utf8-torn-3", "*a\xE2\x82*\n\n[b\xE2\x82](c\xE2\x82)\xE2\x82"),
    BYTES("utf8-torn-4", "*a\xF0\x9F\x98*\n\n```\xF0\x9F\n\xF0\n```\n\xF0\x9F\x98"),
    BYTES("utf8-overlong", "\xC0\x80 \xC1\xBF \xE0\x80\x80 \xF0\x80\x80\x80\n"),
    BYTES("utf8-surrogate", "*\xED\xA0\x80* \xED\xBF\xBF\n"),
    BYTES("utf8-too-large", "\xF4\x90\x80\x80 \xF5\x80\x80\x80 \xFE \xFF\n"),
    BYTES("utf8-in-everything",
          "[\xFF]: <\xFE> '\xFD'\n\n[\xFF] ![\xFC](\xFB \"\xFA\") <http://\xF9>\n\n``` \xF8\n\xF7\n```\n\n<a \xF6>\n"),
    BYTES("utf8-in-html", "a <b c=\"\xFF\"> <!-- \xFE -->\n\n<div>\n\xFD\n"),
    BYTES("control-bytes", "\x01\x02*\x0B\x0C*\x1F\x7F\n\n\x0B# a\n\x0C- b\n"),
    BYTES("entities", "&amp;&#0;&#xD800;&#x110000;&#x1F600;&copy;&ngE;&nosuch; &amp;*&lt;* `&gt;`\n"),
    BYTES("tabs", "-\ta\n\n\tb\n\n\t\tc\n>\t\td\n \t- e\n\t\n#\tf\t#\t\n```\n\tg\n```\n"),
    BYTES("unclosed-fence", "```x\n\ny\n\n"),
    BYTES("unclosed-html", "<!-- a\n\nb\n\n"),
    BYTES("unclosed-in-quote", "> ```\n> a\n\n> <script>\n> b\n"),
};

/* What generated texts are made of: everything that starts, ends or disturbs a construct. */
/* clang-format off */
static const char *const tokens[] = {
    "a", "b ", " c", "\n", "\n", "\n\n", "\r\n", "\r", "    ", "  ", "\t", "!", "&", ";", "\"", "'", "(", ")",
    "*", "**", "***", "_", "__", "`", "``", "[", "]", "](", "![", "[a]", "[a]: /u 't'\n", "[b]:", "<", ">",
    "<b c=d>", "</b>", "<!--", "-->", "<div>\n", "<a:b>", "a@b.c", "http://a", "\\", "\\\n", "  \n", "&amp;", "&#35;",
    "# ", "## a ", "===\n", "---\n", "***\n", "- ", "+ ", "* ", "1. ", "2) ", "> ", ">", "```\n", "~~~ x\n", "`````",
    "\xC3\xA9", "\xE2\x80\x9C", "\xC2\xA0", "\xFF", "[^a]", "[^a]: ",
};
/* clang-format on */

static void fail(const char *what, const char *path)
{
    fprintf(stderr, "%s: %s: %s\n", path, what, strerror(errno));
    exit(1);
}

/* Takes the name and the text, both on the heap. */
static void add(struct samples *samples, char *name, char *text, size_t size)
{
    if (samples->count == samples->capacity) {
        samples->capacity = samples->capacity == 0 ? 256 : samples->capacity * 2;
        samples->items = realloc(samples->items, samples->capacity * sizeof *samples->items);
        if (samples->items == NULL)
            fail("no memory", name);
    }
    samples->items[samples->count++] = (struct sample){name, text, size, 0};
}

static char *allocate(size_t size)
{
    char *memory = malloc(size == 0 ? 1 : size);
    if (memory == NULL)
        fail("no memory", "samples");
    return memory;
}

/* "prefix-number"; of the prefix as many bytes as are asked for. */
static char *format_name(const char *prefix, size_t prefix_size, size_t number)
{
    size_t size = prefix_size + 32;
    char *name = allocate(size);
    snprintf(name, size, "%.*s-%zu", (int)prefix_size, prefix, number);
    return name;
}

static void add_copy(struct samples *samples, char *name, const char *text, size_t size)
{
    char *copy = allocate(size);
    memcpy(copy, text, size);
    add(samples, name, copy, size);
}

/* -------------------------------------------------------------------------------------------------- generated */

/* xorshift64 (Marsaglia 2003): the same texts on every machine. */
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static void add_random(struct samples *samples)
{
    for (size_t number = 0; number < RANDOM_SAMPLES; number++) {
        uint64_t state = (number + 1) * UINT64_C(0x9E3779B97F4A7C15);
        size_t count = 1 + (size_t)(next_random(&state) % RANDOM_TOKENS_MAX), size = 0;
        char text[RANDOM_TOKENS_MAX * 16];
        for (size_t i = 0; i < count; i++) {
            const char *token = tokens[next_random(&state) % CHECK_COUNT(tokens)];
            memcpy(text + size, token, strlen(token));
            size += strlen(token);
        }
        add_copy(samples, format_name("random", 6, number), text, size);
    }
}

/* opening * count, middle, closing * count */
static void add_nested(struct samples *samples, const char *name, const char *opening, const char *middle,
                       const char *closing)
{
    size_t opening_size = strlen(opening), middle_size = strlen(middle), closing_size = strlen(closing);
    size_t size = DEEP * (opening_size + closing_size) + middle_size;
    char *text = allocate(size), *end = text;
    for (size_t i = 0; i < DEEP; i++, end += opening_size)
        memcpy(end, opening, opening_size);
    memcpy(end, middle, middle_size);
    end += middle_size;
    for (size_t i = 0; i < DEEP; i++, end += closing_size)
        memcpy(end, closing, closing_size);
    add(samples, format_name(name, strlen(name), DEEP), text, size);
}

/* The samples from `first` on, over and over: many chunks, many definitions that repeat, every kind of node. */
static void add_large(struct samples *samples, size_t first)
{
    size_t capacity = LARGE, size = 0;
    for (size_t i = first; i < samples->count; i++)
        capacity += samples->items[i].size + 1;
    char *text = allocate(capacity);
    while (size < LARGE && first < samples->count) {
        for (size_t i = first; i < samples->count && size < LARGE; i++) {
            memcpy(text + size, samples->items[i].text, samples->items[i].size);
            size += samples->items[i].size;
            text[size++] = '\n';
        }
    }
    if (size > 0)
        add_copy(samples, format_name("large", 5, size), text, size);
    free(text);
}

/* ------------------------------------------------------------------------------------------------------- files */

static char *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    struct stat status = {0}; /* given values here, for a memory sanitizer that does not see into the C library */
    if (file == NULL || fstat(fileno(file), &status) != 0)
        fail("cannot be opened", path);
    *size = (size_t)status.st_size;
    char *text = allocate(*size);
    if (fread(text, 1, *size, file) != *size)
        fail("cannot be read", path);
    fclose(file);
    return text;
}

static bool is_text_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot != NULL && (strcmp(dot, ".md") == 0 || strcmp(dot, ".markdown") == 0 || strcmp(dot, ".txt") == 0);
}

/* Recurses on the depth of a directory tree, which its maker bounds. */
static void add_path(struct samples *samples, const char *path)
{
    struct stat status = {0}; /* given values here, for a memory sanitizer that does not see into the C library */
    if (stat(path, &status) != 0)
        fail("cannot be found", path);
    if (!S_ISDIR(status.st_mode)) {
        size_t size = 0;
        char *text = read_file(path, &size), *name = allocate(strlen(path) + 1);
        memcpy(name, path, strlen(path) + 1);
        add(samples, name, text, size);
        return;
    }
    struct dirent **entries = NULL;
    int count = scandir(path, &entries, NULL, alphasort);
    if (count < 0)
        fail("cannot be listed", path);
    for (int i = 0; i < count; i++) {
        size_t size = strlen(path) + strlen(entries[i]->d_name) + 2;
        char *below = allocate(size);
        snprintf(below, size, "%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.' && stat(below, &status) == 0 &&
            (S_ISDIR(status.st_mode) || is_text_name(below)))
            add_path(samples, below);
        free(below);
        free(entries[i]);
    }
    free(entries);
}

/* An example is a fence of 32 backticks and " example", the Markdown, a line ".", the HTML, and a fence. In the
 * Markdown each U+2192 stands for a tab. */
static void add_spec(struct samples *samples, const char *path)
{
    static const char fence[] = "```````````````````````````````` example";
    static const char arrow[] = "\xE2\x86\x92";
    const char *slash = strrchr(path, '/'), *file = slash == NULL ? path : slash + 1;
    size_t size = 0, number = 0, kept = 0;
    char *text = read_file(path, &size), *markdown = allocate(size);
    bool inside = false;
    for (size_t begin = 0, end = 0; begin < size; begin = end) {
        const char *newline = memchr(text + begin, '\n', size - begin);
        end = newline == NULL ? size : (size_t)(newline - text) + 1;
        size_t line_size = end - begin;
        if (!inside) {
            inside = line_size >= sizeof fence - 1 && memcmp(text + begin, fence, sizeof fence - 1) == 0;
            kept = 0;
        } else if (line_size == 2 && text[begin] == '.') {
            add_copy(samples, format_name(file, strcspn(file, "."), ++number), markdown, kept);
            inside = false;
        } else {
            for (size_t i = begin; i < end; i++) {
                bool is_tab = end - i >= 3 && memcmp(text + i, arrow, 3) == 0;
                markdown[kept++] = is_tab ? '\t' : text[i];
                i += is_tab ? 2 : 0;
            }
        }
    }
    free(markdown);
    free(text);
    if (number == 0)
        fail("holds no example", path);
}

/* ------------------------------------------------------------------------------------------------------- calls */

struct samples samples_load(int argc, char **argv)
{
    struct samples samples = {NULL, 0, 0};
    for (size_t i = 0; i < CHECK_COUNT(bytes_table); i++) {
        char *name = allocate(strlen(bytes_table[i].name) + 1);
        memcpy(name, bytes_table[i].name, strlen(bytes_table[i].name) + 1);
        add_copy(&samples, name, bytes_table[i].text, bytes_table[i].size);
    }
    add_random(&samples);
    size_t first_file = samples.count;
    for (int i = 1; i + 1 < argc; i++) {
        if (strcmp(argv[i], "--file") == 0)
            add_path(&samples, argv[i + 1]);
    }
    add_large(&samples, first_file);
    for (int i = 1; i + 1 < argc; i++) {
        if (strcmp(argv[i], "--spec") == 0)
            add_spec(&samples, argv[i + 1]);
    }
    add_nested(&samples, "deep-quotes", ">", "a", "");
    add_nested(&samples, "deep-items", "- ", "a", "");
    add_nested(&samples, "deep-emphasis", "*a **a ", "b", " a** a*");
    add_nested(&samples, "deep-links", "[", "a", "](b)");
    add_nested(&samples, "deep-images", "![", "a", "](b)");
    add_nested(&samples, "deep-brackets", "[", "a", "]");
    add_nested(&samples, "many-addresses", "www._a", "http://b@c.d (", "e@f.g_ ");
    add_nested(&samples, "deep-strikethrough", "~a ~~b ", "c", " b~~ a~");
    for (int i = 1; i + 1 < argc; i++) {
        bool gfm = strcmp(argv[i], "--parse") == 0 && strcmp(argv[i + 1], "gfm") == 0;
        for (size_t j = 0; j < samples.count && gfm; j++)
            samples.items[j].flags = MDP_EXT_GFM;
    }
    return samples;
}

void samples_free(struct samples *samples)
{
    for (size_t i = 0; i < samples->count; i++) {
        free(samples->items[i].name);
        free(samples->items[i].text);
    }
    free(samples->items);
    *samples = (struct samples){NULL, 0, 0};
}

static void run_property(struct check *check, const struct property *property, const struct sample *sample)
{
    size_t size = strlen(property->name) + strlen(sample->name) + 2;
    char *name = allocate(size);
    snprintf(name, size, "%s:%s", property->name, sample->name);
    if (check_begin(check, name, sample->text, sample->size)) {
        property->run(check, sample);
        check_end(check);
    }
    free(name);
}

int samples_main(int argc, char **argv, const struct check_case *cases, size_t case_count,
                 const struct property *properties, size_t property_count)
{
    struct check check;
    check_start(&check, argc, argv);
    check_cases(&check, cases, case_count);
    struct samples samples = samples_load(argc, argv);
    for (size_t i = 0; i < samples.count; i++) {
        for (size_t j = 0; j < property_count; j++)
            run_property(&check, &properties[j], &samples.items[i]);
    }
    samples_free(&samples);
    return check_finish(&check);
}

const mdp_document *sample_parse(struct check *check, const struct sample *sample)
{
    return sample_parse_with(check, sample, 0);
}

mdp_options sample_options(const struct sample *sample)
{
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = sample->flags;
    return options;
}

const mdp_document *sample_parse_with(struct check *check, const struct sample *sample, uint64_t flags)
{
    mdp_options options = sample_options(sample);
    options.flags |= flags;
    const mdp_document *document = NULL;
    if (!CHECK(check, mdp_parse(sample->text, sample->size, &options, &document) == MDP_OK))
        return NULL;
    CHECK(check, document != NULL);
    return document;
}
