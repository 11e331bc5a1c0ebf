/* examples.c: see examples.h. */
#include "examples.h"

#include <stdlib.h>
#include <string.h>

#define FENCE            "````````````````````````````````"
#define FENCE_SIZE       (sizeof FENCE - 1)
#define OPENING          FENCE " example"
#define OPENING_SIZE     (sizeof OPENING - 1)
#define TAB_PICTURE      "\xE2\x86\x92" /* U+2192 */
#define TAB_PICTURE_SIZE (sizeof TAB_PICTURE - 1)

enum place { IN_PROSE, IN_MARKDOWN, IN_HTML };

struct loader {
    struct spec_examples *examples;
    size_t capacity;
    enum place place;
    unsigned line_number;
    bool failed;   /* with a message */
    char *section; /* owned; each example gets a copy */
};

static char *copy_text(const char *data, size_t size)
{
    char *copy = spec_allocate(size + 1);
    memcpy(copy, data, size);
    copy[size] = '\0';
    return copy;
}

static char *copy_trimmed(const char *data, size_t size)
{
    while (size > 0 && data[0] == ' ')
        data++, size--;
    while (size > 0 && data[size - 1] == ' ')
        size--;
    return copy_text(data, size);
}

static void append_line(struct spec_bytes *bytes, const char *line, size_t size)
{
    for (size_t i = 0; i < size;) {
        bool is_tab = size - i >= TAB_PICTURE_SIZE && memcmp(line + i, TAB_PICTURE, TAB_PICTURE_SIZE) == 0;
        spec_append(bytes, is_tab ? "\t" : line + i, 1);
        i += is_tab ? TAB_PICTURE_SIZE : 1;
    }
    spec_append(bytes, "\n", 1);
}

/* A word behind "example". */
static bool take_word(struct spec_example *example, const char *word, size_t size)
{
    static const char differs[] = "differs:";
    if (size >= sizeof differs - 1 && memcmp(word, differs, sizeof differs - 1) == 0) {
        free(example->difference);
        example->difference = copy_text(word + (sizeof differs - 1), size - (sizeof differs - 1));
        return true;
    }
    const struct spec_option *option = spec_option_named(word, size);
    if (option == NULL)
        return false;
    example->flags.parse |= option->flags.parse;
    example->flags.render |= option->flags.render;
    return true;
}

static void take_words(struct loader *loader, const char *words, size_t size)
{
    struct spec_example *example = &loader->examples->items[loader->examples->count - 1];
    for (size_t begin = 0, end; begin < size; begin = end + 1) {
        for (end = begin; end < size && words[end] != ' ';)
            end++;
        if (end > begin && !take_word(example, words + begin, end - begin)) {
            fprintf(stderr, "line %u: unknown word: %.*s\n", loader->line_number, (int)(end - begin), words + begin);
            loader->failed = true;
        }
    }
    if (example->difference == NULL)
        example->difference = copy_text("", 0);
}

static void open_example(struct loader *loader, const char *line, size_t size)
{
    struct spec_examples *examples = loader->examples;
    if (examples->count == loader->capacity) {
        loader->capacity = loader->capacity > 0 ? 2 * loader->capacity : 64;
        struct spec_example *grown = spec_allocate(loader->capacity * sizeof *grown);
        if (examples->count > 0)
            memcpy(grown, examples->items, examples->count * sizeof *grown);
        free(examples->items);
        examples->items = grown;
    }
    examples->items[examples->count] = (struct spec_example){
        .number = (unsigned)examples->count + 1,
        .line = loader->line_number,
        .section = copy_text(loader->section, strlen(loader->section)),
    };
    examples->count++;
    take_words(loader, line + OPENING_SIZE, size - OPENING_SIZE);
    loader->place = IN_MARKDOWN;
}

static void take_prose(struct loader *loader, const char *line, size_t size)
{
    if (size >= OPENING_SIZE && memcmp(line, OPENING, OPENING_SIZE) == 0) {
        open_example(loader, line, size);
        return;
    }
    size_t level = 0;
    while (level < size && line[level] == '#')
        level++;
    if (level > 0 && level < size && line[level] == ' ') {
        free(loader->section);
        loader->section = copy_trimmed(line + level, size - level);
    }
}

static void take_line(struct loader *loader, const char *line, size_t size)
{
    if (loader->place == IN_PROSE) {
        take_prose(loader, line, size);
        return;
    }
    struct spec_example *example = &loader->examples->items[loader->examples->count - 1];
    if (loader->place == IN_MARKDOWN && size == 1 && line[0] == '.')
        loader->place = IN_HTML;
    else if (loader->place == IN_MARKDOWN)
        append_line(&example->markdown, line, size);
    else if (size == FENCE_SIZE && memcmp(line, FENCE, FENCE_SIZE) == 0)
        loader->place = IN_PROSE;
    else
        append_line(&example->html, line, size);
}

bool spec_examples_load(const char *path, struct spec_examples *examples)
{
    *examples = (struct spec_examples){0};
    struct spec_bytes file = {0};
    if (!spec_read_file(path, &file))
        return false;
    struct loader loader = {.examples = examples, .section = copy_text("", 0)};
    for (size_t begin = 0; begin < file.size;) {
        const char *newline = memchr(file.data + begin, '\n', file.size - begin);
        size_t end = newline != NULL ? (size_t)(newline - file.data) : file.size;
        loader.line_number++;
        take_line(&loader, file.data + begin, end - begin);
        begin = end + 1;
    }
    bool closed = loader.place == IN_PROSE;
    if (!closed)
        fprintf(stderr, "%s:%u: this example is not closed\n", path, examples->items[examples->count - 1].line);
    free(loader.section);
    spec_free(&file);
    return closed && !loader.failed;
}

void spec_examples_free(struct spec_examples *examples)
{
    for (size_t i = 0; i < examples->count; i++) {
        free(examples->items[i].section);
        free(examples->items[i].difference);
        spec_free(&examples->items[i].markdown);
        spec_free(&examples->items[i].html);
    }
    free(examples->items);
    *examples = (struct spec_examples){0};
}
