/* render_escape.c: the escaping of HTML, XML, JSON and URLs against a model that looks at one byte after the other.
 *
 * It sees the renderers' own headers, because what is at stake are the seams: strings of every length up to a few
 * vectors, each special byte at each place, strings that meet the end of the output buffer. It is built twice, with the
 * vector code and without, so that both are held to the same model. */
#include "check.h"
#include "escape.h"
#include "widest_vectors.h"

#include <stdlib.h>

/* What a sink took. */
struct taken {
    char *data;
    size_t size;
    size_t capacity;
};

static int take(void *context, const char *data, size_t size)
{
    struct taken *taken = context;
    if (size > taken->capacity - taken->size)
        return 1;
    memcpy(taken->data + taken->size, data, size);
    taken->size += size;
    return 0;
}

/* ------------------------------------------------------------------------------------------------------ the model */

/* What the first byte of text[0, size), size not 0, is printed as; *used is how many bytes that stands for. */
typedef size_t model(const unsigned char *text, size_t size, size_t *used, char replacement[16]);

static size_t put(char replacement[16], const char *string)
{
    memcpy(replacement, string, strlen(string));
    return strlen(string);
}

static size_t model_html(const unsigned char *text, size_t size, size_t *used, char replacement[16])
{
    (void)size;
    *used = 1;
    switch (*text) {
    case '&':
        return put(replacement, "&amp;");
    case '<':
        return put(replacement, "&lt;");
    case '>':
        return put(replacement, "&gt;");
    case '"':
        return put(replacement, "&quot;");
    default:
        replacement[0] = (char)*text;
        return 1;
    }
}

static size_t model_xml(const unsigned char *text, size_t size, size_t *used, char replacement[16])
{
    *used = 1;
    if (*text < 0x20 && *text != '\t' && *text != '\n' && *text != '\r')
        return put(replacement, "\xEF\xBF\xBD");
    if (size >= 3 && text[0] == 0xEF && text[1] == 0xBF && text[2] >= 0xBE) {
        *used = 3;
        return put(replacement, "\xEF\xBF\xBD");
    }
    return model_html(text, size, used, replacement);
}

static size_t model_json(const unsigned char *text, size_t size, size_t *used, char replacement[16])
{
    (void)size;
    *used = 1;
    if (*text == '"' || *text == '\\')
        return (size_t)sprintf(replacement, "\\%c", *text);
    if (*text == '\n')
        return put(replacement, "\\n");
    if (*text == '\r')
        return put(replacement, "\\r");
    if (*text == '\t')
        return put(replacement, "\\t");
    if (*text < 0x20)
        return (size_t)sprintf(replacement, "\\u%04x", *text);
    replacement[0] = (char)*text;
    return 1;
}

static size_t model_url(const unsigned char *text, size_t size, size_t *used, char replacement[16])
{
    static const char plain[] = "!#$%()*+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~";
    (void)size;
    *used = 1;
    if (*text == '&')
        return put(replacement, "&amp;");
    if (*text == '\'')
        return put(replacement, "&#x27;");
    if (*text == 0 || strchr(plain, *text) == NULL)
        return (size_t)sprintf(replacement, "%%%02X", *text);
    replacement[0] = (char)*text;
    return 1;
}

struct escaping {
    const char *name;
    void (*escape)(render_output *out, mdp_string text);
    model *model;
    bool quoted;
    bool padded; /* vectors may read what is behind the string */
};

static const struct escaping escapings[] = {
    {"html", render_escape_html, model_html, false, true},
    {"xml", render_escape_xml, model_xml, false, false},
    {"json", render_escape_json, model_json, true, false},
    {"url", render_escape_url, model_url, false, true},
};

/* Appends what the model makes of a text. */
static void append_model(struct taken *wanted, const struct escaping *escaping, mdp_string text)
{
    if (escaping->quoted)
        take(wanted, "\"", 1);
    for (size_t at = 0, used; at < text.size; at += used) {
        char replacement[16];
        size_t size = escaping->model((const unsigned char *)text.data + at, text.size - at, &used, replacement);
        take(wanted, replacement, size);
    }
    if (escaping->quoted)
        take(wanted, "\"", 1);
}

/* --------------------------------------------------------------------------------------------------------- checks */

struct bench {
    struct check *check;
    const struct escaping *escaping;
    enum render_vectors vectors;
    struct taken came;
    struct taken wanted;
    render_output out;
    char behind[128]; /* the output's buffer, which nothing may be written to */
};

/* Rounds go over all escapings, each with all vectors that the machine may have. */
enum { VECTORS = RENDER_AVX512 + 1, ROUNDS = VECTORS * CHECK_COUNT(escapings) };

/* False if the machine lacks the vectors of this round. */
static bool bench_open(struct bench *bench, struct check *check, size_t round)
{
    size_t capacity = 8 * RENDER_BUFFER_SIZE;
    bench->check = check;
    bench->escaping = &escapings[round / VECTORS];
    bench->vectors = (enum render_vectors)(round % VECTORS);
    if (bench->vectors > widest_vectors())
        return false;
    bench->came = (struct taken){malloc(capacity), 0, capacity};
    bench->wanted = (struct taken){malloc(capacity), 0, capacity};
    if (bench->came.data == NULL || bench->wanted.data == NULL)
        exit(2);
    return true;
}

static void bench_close(struct bench *bench)
{
    free(bench->came.data);
    free(bench->wanted.data);
}

/* Writes `before` bytes and then the text, from memory of exactly its size, and what may be read behind it, so that a
 * read beyond that is caught. */
static void compare(struct bench *bench, const char *data, size_t size, size_t before)
{
    size_t padding = bench->escaping->padded && bench->vectors != RENDER_BASELINE ? MDP_STRING_PADDING : 0;
    char *text = malloc(size + padding + (size + padding == 0));
    if (text == NULL)
        exit(2);
    memset(text, '<', size + padding);
    memcpy(text, data, size);
    bench->check->input = text;
    bench->check->input_size = size;
    bench->came.size = bench->wanted.size = 0;
    memset(bench->behind, '#', sizeof bench->behind);
    render_output_init(&bench->out, (mdp_sink){take, &bench->came});
    bench->out.vectors = bench->vectors;
    for (size_t i = 0; i < before; i++) {
        render_char(&bench->out, '.');
        take(&bench->wanted, ".", 1);
    }
    bench->escaping->escape(&bench->out, (mdp_string){text, size});
    render_flush(&bench->out);
    append_model(&bench->wanted, bench->escaping, (mdp_string){text, size});
    check_string(bench->check, (mdp_string){bench->came.data, bench->came.size}, bench->wanted.data, bench->wanted.size,
                 bench->escaping->name, __FILE__, __LINE__);
    CHECK(bench->check, !bench->out.failed);
    for (size_t i = 0; i < sizeof bench->behind; i++)
        CHECK(bench->check, bench->behind[i] == '#');
    bench->check->input = NULL;
    free(text);
}

/* The lengths up to two vectors and a half of 16 bytes, and those about the ends of vectors of 64. */
static const size_t lengths[] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13,  14,  15,  16, 17, 18,
                                 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32,  33,  34,  35, 36, 37,
                                 38, 39, 40, 47, 48, 49, 50, 62, 63, 64, 65, 66, 80, 127, 128, 129, 150};

/* Every byte at every place of strings. */
static void every_byte(struct check *check)
{
    for (size_t e = 0; e < ROUNDS; e++) {
        struct bench bench;
        if (!bench_open(&bench, check, e))
            continue;
        for (size_t l = 0; l < CHECK_COUNT(lengths); l++) {
            size_t size = lengths[l];
            char text[150];
            memset(text, 'a', sizeof text);
            compare(&bench, text, size, 0);
            for (size_t at = 0; at < size; at++) {
                for (unsigned byte = 0; byte < 256; byte++) {
                    text[at] = (char)byte;
                    compare(&bench, text, size, 0);
                }
                text[at] = 'a';
            }
        }
        bench_close(&bench);
    }
}

static uint32_t next_random(uint32_t *state)
{
    *state = *state * UINT32_C(1664525) + UINT32_C(1013904223);
    return *state >> 16;
}

/* Many special bytes together: random strings of a few letters of which most are special to some format. */
static void crowded(struct check *check)
{
    static const char *const words[] = {"&",
                                        "<",
                                        ">",
                                        "\"",
                                        "\\",
                                        "'",
                                        "\n",
                                        "\t",
                                        "\x01",
                                        "\x7F",
                                        " ",
                                        "a",
                                        "abc",
                                        "%",
                                        "\xEF\xBF\xBD",
                                        "\xEF\xBF\xBE",
                                        "\xEF\xBF\xBF",
                                        "\xEF\xBC\x81",
                                        "\xC3\xA9",
                                        "plain text of some length"};
    uint32_t random = 1;
    for (size_t e = 0; e < ROUNDS; e++) {
        struct bench bench;
        if (!bench_open(&bench, check, e))
            continue;
        for (size_t round = 0; round < 5000; round++) {
            char text[1024];
            size_t size = 0;
            for (size_t count = next_random(&random) % 30; count > 0; count--) {
                const char *word = words[next_random(&random) % CHECK_COUNT(words)];
                memcpy(text + size, word, strlen(word));
                size += strlen(word);
            }
            compare(&bench, text, size, 0);
        }
        bench_close(&bench);
    }
}

/* Strings that begin at each of the last places of the buffer, and strings larger than it. */
static void buffer_end(struct check *check)
{
    char *text = malloc(2 * RENDER_BUFFER_SIZE);
    if (text == NULL)
        exit(2);
    for (size_t i = 0; i < 2 * RENDER_BUFFER_SIZE; i++)
        text[i] = i % 37 == 36 ? '"' : i % 101 == 100 ? '\x02' : 'b';
    for (size_t e = 0; e < ROUNDS; e++) {
        struct bench bench;
        if (!bench_open(&bench, check, e))
            continue;
        for (size_t before = RENDER_BUFFER_SIZE - 300; before <= RENDER_BUFFER_SIZE; before++) {
            compare(&bench, "\"", 1, before);
            compare(&bench, "\x01\x01", 2, before);
            compare(&bench, "no special byte in here", 23, before);
            compare(&bench, text, 500, before);
        }
        for (size_t size = RENDER_BUFFER_SIZE - 20; size < RENDER_BUFFER_SIZE + 20; size++)
            compare(&bench, text, size, 3);
        compare(&bench, text, 2 * RENDER_BUFFER_SIZE, 0);
        bench_close(&bench);
    }
    free(text);
}

/* A byte that is replaced at each place up to the end of the buffer, in what was begun at the last places where room is
 * not made first. */
static void last_places(struct check *check)
{
    char text[400];
    memset(text, 'c', sizeof text);
    for (size_t e = 0; e < ROUNDS; e++) {
        struct bench bench;
        if (!bench_open(&bench, check, e))
            continue;
        for (size_t before = RENDER_BUFFER_SIZE - 275; before <= RENDER_BUFFER_SIZE - 250; before++) {
            for (size_t at = 100; at < 300; at++) {
                text[at] = '"';
                compare(&bench, text, sizeof text, before);
                text[at] = 'c';
            }
        }
        bench_close(&bench);
    }
}

int main(int argc, char **argv)
{
    static const struct check_case cases[] = {
        {"every_byte", every_byte}, {"crowded", crowded}, {"buffer_end", buffer_end}, {"last_places", last_places}};
    return check_main(argc, argv, cases, CHECK_COUNT(cases));
}
