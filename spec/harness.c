/* harness.c: see harness.h. */
#include "harness.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Longer texts are cut around the first difference when a failure is printed. */
#define SHOWN_MAX 1600

void *spec_allocate(size_t size)
{
    void *memory = malloc(size > 0 ? size : 1);
    if (memory == NULL) {
        fputs("out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

void spec_append(struct spec_bytes *bytes, const char *data, size_t size)
{
    if (size == 0)
        return;
    if (size > bytes->capacity - bytes->size) {
        size_t capacity = 2 * (bytes->size + size);
        char *grown = spec_allocate(capacity);
        if (bytes->size > 0)
            memcpy(grown, bytes->data, bytes->size);
        free(bytes->data);
        bytes->data = grown;
        bytes->capacity = capacity;
    }
    memcpy(bytes->data + bytes->size, data, size);
    bytes->size += size;
}

void spec_append_text(struct spec_bytes *bytes, const char *text)
{
    spec_append(bytes, text, strlen(text));
}

void spec_clear(struct spec_bytes *bytes)
{
    bytes->size = 0;
}

void spec_free(struct spec_bytes *bytes)
{
    free(bytes->data);
    *bytes = (struct spec_bytes){0};
}

bool spec_equal(const struct spec_bytes *a, const struct spec_bytes *b)
{
    return a->size == b->size && (a->size == 0 || memcmp(a->data, b->data, a->size) == 0);
}

bool spec_read_file(const char *path, struct spec_bytes *bytes)
{
    spec_clear(bytes);
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        return false;
    }
    char block[65536];
    size_t size;
    while ((size = fread(block, 1, sizeof block, file)) > 0)
        spec_append(bytes, block, size);
    bool read = ferror(file) == 0;
    if (!read)
        fprintf(stderr, "%s: cannot be read\n", path);
    fclose(file);
    return read;
}

const mdp_document *spec_parse(const char *text, size_t size, uint64_t parse_flags)
{
    char *exact = spec_allocate(size);
    if (size > 0)
        memcpy(exact, text, size);
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = parse_flags;
    const mdp_document *document = NULL;
    mdp_status status = mdp_parse(exact, size, &options, &document);
    free(exact);
    if (status != MDP_OK)
        printf("mdp_parse: %s\n", mdp_status_message(status));
    return document;
}

static int take(void *context, const char *data, size_t size)
{
    spec_append(context, data, size);
    return 0;
}

mdp_status spec_render(const mdp_document *document, mdp_format format, uint64_t render_flags, struct spec_bytes *out)
{
    spec_clear(out);
    mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
    options.flags = render_flags;
    return mdp_render(document, format, &options, (mdp_sink){.write = take, .context = out});
}

void spec_print_escaped(FILE *file, const char *data, size_t size)
{
    fputc('"', file);
    for (size_t i = 0; i < size; i++) {
        unsigned char byte = (unsigned char)data[i];
        if (byte == '\n')
            fputs("\\n", file);
        else if (byte == '\t')
            fputs("\\t", file);
        else if (byte == '\r')
            fputs("\\r", file);
        else if (byte == '"' || byte == '\\')
            fprintf(file, "\\%c", byte);
        else if (byte < 0x20 || byte >= 0x7F)
            fprintf(file, "\\%03o", byte); /* octal: unlike \x it ends after three digits */
        else
            fputc(byte, file);
    }
    fputc('"', file);
}

static void print_window(const char *name, const struct spec_bytes *bytes, size_t from)
{
    size_t size = bytes->size > from ? bytes->size - from : 0;
    size_t shown = size < SHOWN_MAX ? size : SHOWN_MAX;
    printf("  %-8s", name);
    if (from > 0)
        printf("[%zu...] ", from);
    spec_print_escaped(stdout, bytes->data + (shown > 0 ? from : 0), shown);
    puts(shown < size ? " ..." : "");
}

void spec_print_difference(const char *wanted_name, const struct spec_bytes *wanted, const char *came_name,
                           const struct spec_bytes *came)
{
    size_t same = 0;
    while (same < wanted->size && same < came->size && wanted->data[same] == came->data[same])
        same++;
    bool is_long = wanted->size > SHOWN_MAX || came->size > SHOWN_MAX;
    size_t from = is_long && same > SHOWN_MAX / 4 ? same - SHOWN_MAX / 4 : 0;
    print_window(wanted_name, wanted, from);
    print_window(came_name, came, from);
}

void spec_tally_add(struct spec_tally *tally, bool passed)
{
    if (passed)
        tally->passed++;
    else
        tally->failed++;
}

int spec_tally_end(const struct spec_tally *tally)
{
    printf("%zu passed, %zu failed\n", tally->passed, tally->failed);
    return tally->failed > 0 || tally->passed == 0;
}
