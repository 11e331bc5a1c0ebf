/* differential.c: compares with a reference implementation, byte for byte: the tree, as XML, and HTML. Which one it is
 * linked with is said in oracle.h.
 *
 *     differential [-e OPTION]... [--spec FILE] [--examples FILE] [-n NUMBER] [--random SEED COUNT] [FILE|DIRECTORY]...
 *
 * --spec and --examples name files of examples (see examples.h), -n picks one example of them. A FILE is one
 * document, a DIRECTORY stands for all *.md below it. --random makes COUNT documents (see random.h), the k-th from seed
 * SEED + k, and prints a failing one made as small as it gets. -e sets an option (options.h) for what comes after it,
 * but for examples, which have their own.
 *
 * Differences are excused only by name (oracle.h), and an example that is listed as differing and does not fails. */
#include "examples.h"
#include "oracle.h"
#include "random.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* After so many failing random documents the rest are not made: each takes a while to be made smaller. */
#define RANDOM_FAILURES_MAX 10

static void print_input(const char *text, size_t size)
{
    fputs("  input:  ", stdout);
    if (size <= 4096)
        spec_print_escaped(stdout, text, size);
    else
        printf("%zu bytes", size);
    putchar('\n');
}

/* ---------------------------------------------------------------------------------------------------- examples */

struct run {
    const char *program;
    struct spec_tally tally;
    struct spec_examples borrowed; /* of the last file of examples: they lend lines to random documents */
    const char *borrowed_option;   /* and how that file was given; NULL if none was */
    const char *borrowed_path;
    unsigned long number;
    struct spec_flags flags; /* of files and random documents */
    char options[256];       /* how they were given */
};

/* The name of the difference that an example must show, NULL if it must show none. */
static const char *difference_of(const struct spec_example *example, bool is_spec)
{
    if (example->difference[0] != '\0')
        return example->difference;
    for (const struct oracle_example *known = oracle_examples; is_spec && known->difference != NULL; known++)
        if (known->number == example->number)
            return known->difference;
    return NULL;
}

static bool is_explained(const char *difference)
{
    const struct oracle_difference *known = oracle_differences;
    while (known->name != NULL && strcmp(known->name, difference) != 0)
        known++;
    return known->name != NULL;
}

static bool run_example(const struct run *run, const char *option, const char *path, const struct spec_example *example,
                        bool is_spec)
{
    const char *difference = difference_of(example, is_spec);
    bool same = oracle_agrees(&example->markdown, example->flags, difference == NULL);
    bool known = difference == NULL || is_explained(difference);
    if (same == (difference == NULL) && known)
        return true;
    print_input(example->markdown.data, example->markdown.size);
    if (!known)
        printf("  no reason is named %s\n", difference);
    else if (same)
        printf("  listed as a known difference (%s), but it does not differ\n", difference);
    printf("  FAILED: example %u, line %u (%s)\n  again:  %s %s %s -n %u\n\n", example->number, example->line,
           example->section, run->program, option, path, example->number);
    return false;
}

static bool run_examples(struct run *run, const char *option, const char *path)
{
    bool is_spec = strcmp(option, "--spec") == 0;
    struct spec_examples examples;
    bool loaded = spec_examples_load(path, &examples);
    for (size_t i = 0; loaded && i < examples.count; i++)
        if (run->number == 0 || run->number == examples.items[i].number)
            spec_tally_add(&run->tally, run_example(run, option, path, &examples.items[i], is_spec));
    spec_examples_free(&run->borrowed);
    run->borrowed = examples;
    run->borrowed_option = option;
    run->borrowed_path = path;
    return loaded;
}

/* ------------------------------------------------------------------------------------------------------- files */

static bool run_file(struct run *run, const char *path)
{
    struct spec_bytes file = {0};
    bool read = spec_read_file(path, &file);
    if (read) {
        bool same = oracle_agrees(&file, run->flags, true);
        spec_tally_add(&run->tally, same);
        if (!same) {
            print_input(file.data, file.size);
            printf("  FAILED: %s\n  again:  %s %s\n\n", path, run->program, path);
        }
    }
    spec_free(&file);
    return read;
}

/* Paths, each ended by NUL, taken from the end: a directory's entries are put back in its place. */
static bool list_directory(const char *path, struct spec_bytes *paths)
{
    DIR *directory = opendir(path);
    if (directory == NULL) {
        perror(path);
        return false;
    }
    for (const struct dirent *entry; (entry = readdir(directory)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        spec_append_text(paths, path);
        spec_append_text(paths, "/");
        spec_append(paths, entry->d_name, strlen(entry->d_name) + 1);
    }
    closedir(directory);
    return true;
}

static bool is_markdown(const char *path)
{
    size_t size = strlen(path);
    return size > 3 && strcmp(path + size - 3, ".md") == 0;
}

static bool run_path(struct run *run, const char *path)
{
    struct stat status;
    if (stat(path, &status) == 0 && !S_ISDIR(status.st_mode))
        return run_file(run, path);
    struct spec_bytes paths = {0};
    bool done = list_directory(path, &paths);
    struct spec_bytes current = {0};
    while (paths.size > 0) {
        size_t begin = paths.size - 1;
        while (begin > 0 && paths.data[begin - 1] != '\0')
            begin--;
        spec_clear(&current);
        spec_append(&current, paths.data + begin, paths.size - begin);
        paths.size = begin;
        if (stat(current.data, &status) == 0 && S_ISDIR(status.st_mode))
            done = list_directory(current.data, &paths) && done;
        else if (is_markdown(current.data))
            done = run_file(run, current.data) && done;
    }
    spec_free(&paths);
    spec_free(&current);
    return done;
}

/* ------------------------------------------------------------------------------------------------------ random */

/* Removes bytes while the text still fails for a reason that is not known: greedily, in ever smaller pieces. Whole
 * characters only, since a broken one reads as U+FFFD, which is a symbol. */
static void minimise(struct spec_bytes *text, struct spec_flags flags)
{
    struct spec_bytes shorter = {0};
    for (size_t piece = text->size / 2 + 1; piece > 0; piece = piece > 1 ? piece / 2 : 0) {
        for (size_t begin = 0; begin < text->size;) {
            size_t end = begin + piece < text->size ? begin + piece : text->size;
            while (end < text->size && (text->data[end] & 0xC0) == 0x80)
                end++;
            spec_clear(&shorter);
            spec_append(&shorter, text->data, begin);
            spec_append(&shorter, text->data + end, text->size - end);
            if (oracle_differs_unexpectedly(&shorter, flags)) {
                spec_clear(text);
                spec_append(text, shorter.data, shorter.size);
            } else {
                begin = end;
            }
        }
    }
    spec_free(&shorter);
}

static void report_random(const struct run *run, uint64_t seed, struct spec_bytes *text)
{
    bool borrows = run->borrowed_path != NULL;
    minimise(text, run->flags);
    oracle_agrees(text, run->flags, true);
    print_input(text->data, text->size);
    printf("  FAILED: random document of seed %" PRIu64 ", made smaller\n  again:  %s%s%s%s%s%s --random %" PRIu64
           " 1\n\n",
           seed, run->program, run->options, borrows ? " " : "", borrows ? run->borrowed_option : "",
           borrows ? " " : "", borrows ? run->borrowed_path : "", seed);
}

static void run_random(struct run *run, uint64_t seed, uint64_t count)
{
    struct spec_bytes text = {0};
    uint64_t skipped = 0;
    unsigned reported = 0;
    for (uint64_t k = 0; k < count && reported < RANDOM_FAILURES_MAX; k++) {
        spec_random_document(seed + k, &run->borrowed, run->options[0] != '\0', &text);
        if (oracle_skips(&text, run->flags)) {
            skipped++;
            continue;
        }
        bool same = !oracle_differs_unexpectedly(&text, run->flags);
        spec_tally_add(&run->tally, same);
        if (!same) {
            report_random(run, seed + k, &text);
            reported++;
        }
    }
    printf("%" PRIu64 " random documents hold a known difference and were not compared\n", skipped);
    spec_free(&text);
}

/* ------------------------------------------------------------------------------------------------------- main */

static bool set_option(struct run *run, const char *name)
{
    return spec_option_set(name, &run->flags, run->options, sizeof run->options);
}

static int usage(const char *program)
{
    fprintf(stderr,
            "usage: %s [-e OPTION]... [-n NUMBER] [--spec FILE] [--examples FILE] [--random SEED COUNT] "
            "[FILE|DIRECTORY]...\n",
            program);
    return 2;
}

int main(int argc, char **argv)
{
    struct run run = {.program = argv[0]};
    bool done = true;
    for (int i = 1; i < argc; i++) {
        int values = argc - i - 1;
        if (strcmp(argv[i], "-n") == 0 && values >= 1) {
            run.number = strtoul(argv[++i], NULL, 10);
        } else if (strcmp(argv[i], "-e") == 0 && values >= 1 && set_option(&run, argv[i + 1])) {
            i++;
        } else if ((strcmp(argv[i], "--spec") == 0 || strcmp(argv[i], "--examples") == 0) && values >= 1) {
            done = run_examples(&run, argv[i], argv[i + 1]) && done;
            i++;
        } else if (strcmp(argv[i], "--random") == 0 && values >= 2) {
            run_random(&run, strtoull(argv[i + 1], NULL, 10), strtoull(argv[i + 2], NULL, 10));
            i += 2;
        } else if (argv[i][0] != '-') {
            done = run_path(&run, argv[i]) && done;
        } else {
            return usage(argv[0]);
        }
    }
    spec_examples_free(&run.borrowed);
    if (run.tally.failed == 0 && !done)
        run.tally.failed++; /* a file that could not be read */
    return spec_tally_end(&run.tally);
}
