/* replay.c: gives a target inputs that are there already, so that what was found once is looked at for ever, by any
 * compiler.
 *
 *     replay [--spec FILE]... [FILE|DIRECTORY]...
 *
 * A FILE is one input, a DIRECTORY all of its files; the examples of a --spec file (spec/examples.h) are made inputs
 * for each of the OPTIONS_COUNT bytes of options. The target aborts at the first failure, and prints its input;
 * otherwise the last line counts the inputs. */
#include "fuzz.h"

#include "examples.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* All values of the byte. */
#define OPTIONS_COUNT 256

/* A copy at the very edge of a heap block: an address sanitizer sees a read beyond it. */
static void run_input(const char *data, size_t size)
{
    uint8_t *exact = spec_allocate(size);
    if (size > 0)
        memcpy(exact, data, size);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
}

static void run_file(const char *path, struct spec_tally *tally)
{
    struct spec_bytes input = {0};
    bool read = spec_read_file(path, &input);
    if (read)
        run_input(input.data, input.size);
    spec_tally_add(tally, read);
    spec_free(&input);
}

static void run_directory(const char *path, DIR *directory, struct spec_tally *tally)
{
    struct spec_bytes name = {0};
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        spec_clear(&name);
        spec_append_text(&name, path);
        spec_append_text(&name, "/");
        spec_append(&name, entry->d_name, strlen(entry->d_name) + 1);
        run_file(name.data, tally);
    }
    spec_free(&name);
}

static void run_path(const char *path, struct spec_tally *tally)
{
    DIR *directory = opendir(path);
    if (directory == NULL) {
        run_file(path, tally);
        return;
    }
    run_directory(path, directory, tally);
    closedir(directory);
}

static void run_spec(const char *path, struct spec_tally *tally)
{
    struct spec_examples examples;
    struct spec_bytes input = {0};
    spec_tally_add(tally, spec_examples_load(path, &examples));
    for (size_t i = 0; i < examples.count; i++) {
        spec_clear(&input);
        spec_append(&input, "\n", 1);
        spec_append(&input, examples.items[i].markdown.data, examples.items[i].markdown.size);
        for (int options = 0; options < OPTIONS_COUNT; options++) {
            input.data[0] = (char)options;
            run_input(input.data, input.size);
            spec_tally_add(tally, true);
        }
    }
    spec_free(&input);
    spec_examples_free(&examples);
}

int main(int count, char **arguments)
{
    struct spec_tally tally = {0};
    for (int i = 1; i < count; i++) {
        if (strcmp(arguments[i], "--spec") == 0 && i + 1 < count)
            run_spec(arguments[++i], &tally);
        else
            run_path(arguments[i], &tally);
    }
    return spec_tally_end(&tally);
}
