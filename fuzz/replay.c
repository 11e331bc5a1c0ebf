/* replay.c: gives a target inputs that are there already, so that what was found once is looked at for ever, by any
 * compiler.
 *
 *     replay [--options COUNT] [--spec FILE]... [FILE|DIRECTORY]...
 *
 * A FILE is one input, a DIRECTORY all of its files; the examples of a --spec file (spec/examples.h) are made inputs
 * with so many different bytes of options, of which there are 256, if --options does not say that they are fewer: for
 * targets that take long. The target aborts at the first failure, and prints its input; otherwise the last line counts
 * the inputs. */
#include "fuzz.h"

#include "examples.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

enum { OPTIONS_ALL = 256 };

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

static void run_spec(const char *path, unsigned long options_count, struct spec_tally *tally)
{
    struct spec_examples examples;
    struct spec_bytes input = {0};
    spec_tally_add(tally, spec_examples_load(path, &examples));
    for (size_t i = 0; i < examples.count; i++) {
        spec_clear(&input);
        spec_append(&input, "\n\n", FUZZ_OPTIONS);
        spec_append(&input, examples.items[i].markdown.data, examples.items[i].markdown.size);
        /* Odd factors: all values of a byte come once, and the first few have bits of all places. */
        for (unsigned long k = 0; k < options_count; k++) {
            input.data[0] = (char)(FUZZ_NO_OPTION ^ (k * 151 & 0xFF));
            input.data[1] = (char)(FUZZ_NO_OPTION ^ (k * 37 & 0xFF));
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
    unsigned long options_count = OPTIONS_ALL;
    for (int i = 1; i < count; i++) {
        if (strcmp(arguments[i], "--options") == 0 && i + 1 < count)
            options_count = strtoul(arguments[++i], NULL, 10);
        else if (strcmp(arguments[i], "--spec") == 0 && i + 1 < count)
            run_spec(arguments[++i], options_count, &tally);
        else
            run_path(arguments[i], &tally);
    }
    return spec_tally_end(&tally);
}
