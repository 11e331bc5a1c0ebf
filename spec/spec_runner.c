/* spec_runner.c: runs the examples of a file in the specification's format (see examples.h), each as judge.h says.
 *
 *     spec_runner FILE [--expect COUNT] [--list] [-n NUMBER] [-s SECTION] [-e OPTION]... [--differ NUMBER]...
 *
 * -n runs one example, -s those whose section's name contains SECTION, --list names them without running. --expect
 * fails unless the file holds exactly COUNT examples, so that a truncated file does not pass. -e sets an option
 * (options.h) for all examples, and --differ names one that must come out otherwise with it. */
#include "examples.h"
#include "judge.h"

#include <stdlib.h>
#include <string.h>

struct arguments {
    const char *program;
    const char *file;
    const char *section;
    unsigned long number;
    unsigned long expected;
    bool list;
    struct spec_flags flags;
    char options[256]; /* as they were given */
    unsigned long differing[32];
    size_t differing_count;
};

static bool read_number(const char *text, unsigned long *number)
{
    char *end = NULL;
    *number = text != NULL ? strtoul(text, &end, 10) : 0;
    return *number > 0 && *end == '\0';
}

static bool read_option(struct arguments *arguments, const char *name)
{
    return name != NULL && spec_option_set(name, &arguments->flags, arguments->options, sizeof arguments->options);
}

static bool read_differing(struct arguments *arguments, const char *value)
{
    size_t most = sizeof arguments->differing / sizeof *arguments->differing;
    return arguments->differing_count < most && read_number(value, &arguments->differing[arguments->differing_count++]);
}

static bool read_arguments(int argc, char **argv, struct arguments *arguments)
{
    *arguments = (struct arguments){.program = argv[0]};
    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : NULL;
        bool valid = true;
        if (strcmp(argv[i], "--list") == 0)
            arguments->list = true;
        else if (strcmp(argv[i], "--expect") == 0)
            valid = read_number(value, &arguments->expected), i++;
        else if (strcmp(argv[i], "-n") == 0)
            valid = read_number(value, &arguments->number), i++;
        else if (strcmp(argv[i], "-s") == 0)
            valid = (arguments->section = value) != NULL, i++;
        else if (strcmp(argv[i], "-e") == 0)
            valid = read_option(arguments, value), i++;
        else if (strcmp(argv[i], "--differ") == 0)
            valid = read_differing(arguments, value), i++;
        else if (argv[i][0] != '-' && arguments->file == NULL)
            arguments->file = argv[i];
        else
            valid = false;
        if (!valid)
            return false;
    }
    return arguments->file != NULL;
}

static bool is_chosen(const struct spec_example *example, const struct arguments *arguments)
{
    return (arguments->number == 0 || arguments->number == example->number) &&
           (arguments->section == NULL || strstr(example->section, arguments->section) != NULL);
}

static bool is_differing(const struct spec_example *example, const struct arguments *arguments)
{
    for (size_t i = 0; i < arguments->differing_count; i++)
        if (arguments->differing[i] == example->number)
            return true;
    return false;
}

/* An example that is listed as using the syntax of an extension: with it, its HTML is another. */
static bool must_differ(const struct spec_example *example, struct spec_flags flags, const char *title,
                        const char *command)
{
    struct spec_bytes came = {0};
    const mdp_document *document = spec_parse(example->markdown.data, example->markdown.size, flags.parse);
    bool differs = document != NULL &&
                   spec_render(document, MDP_FORMAT_HTML, MDP_RENDER_UNSAFE | flags.render, &came) == MDP_OK &&
                   !spec_equal(&came, &example->html);
    if (!differs)
        printf("  FAILED: %s is listed as differing, and does not\n  again:  %s\n\n", title, command);
    mdp_document_release(document);
    spec_free(&came);
    return differs;
}

static bool run_example(const struct spec_example *example, const struct arguments *arguments)
{
    char title[256];
    char command[4096];
    snprintf(title, sizeof title, "example %u, line %u (%s)", example->number, example->line, example->section);
    snprintf(command, sizeof command, "%s %s%s -n %u", arguments->program, arguments->file, arguments->options,
             example->number);
    struct spec_flags flags = {example->flags.parse | arguments->flags.parse,
                               example->flags.render | arguments->flags.render};
    if (is_differing(example, arguments))
        return must_differ(example, flags, title, command);
    return spec_judge(&(struct spec_case){
        .title = title,
        .command = command,
        .markdown = example->markdown.data,
        .markdown_size = example->markdown.size,
        .html = example->html.data,
        .html_size = example->html.size,
        .flags = flags,
    });
}

/* Sections stand together in the file, so a summary is due whenever the name changes. */
static struct spec_tally run_sections(const struct spec_examples *examples, const struct arguments *arguments)
{
    struct spec_tally all = {0};
    struct spec_tally section = {0};
    for (size_t i = 0; i < examples->count; i++) {
        const struct spec_example *example = &examples->items[i];
        if (is_chosen(example, arguments))
            spec_tally_add(&section, run_example(example, arguments));
        bool is_last = i + 1 == examples->count || strcmp(examples->items[i + 1].section, example->section) != 0;
        if (is_last && section.passed + section.failed > 0) {
            printf("%4zu of %3zu  %s\n", section.passed, section.passed + section.failed, example->section);
            all.passed += section.passed;
            all.failed += section.failed;
            section = (struct spec_tally){0};
        }
    }
    return all;
}

static int list_examples(const struct spec_examples *examples, const struct arguments *arguments)
{
    for (size_t i = 0; i < examples->count; i++)
        if (is_chosen(&examples->items[i], arguments))
            printf("%u: line %u, %s\n", examples->items[i].number, examples->items[i].line, examples->items[i].section);
    return 0;
}

int main(int argc, char **argv)
{
    struct arguments arguments;
    if (!read_arguments(argc, argv, &arguments)) {
        fprintf(
            stderr,
            "usage: %s FILE [--expect COUNT] [--list] [-n NUMBER] [-s SECTION] [-e OPTION]... [--differ NUMBER]...\n",
            argv[0]);
        return 2;
    }
    struct spec_examples examples;
    int result = 1;
    if (spec_examples_load(arguments.file, &examples)) {
        if (arguments.expected > 0 && arguments.expected != examples.count) {
            printf("%s: %zu examples, not %lu\n0 passed, 1 failed\n", arguments.file, examples.count,
                   arguments.expected);
        } else if (arguments.list) {
            result = list_examples(&examples, &arguments);
        } else {
            struct spec_tally tally = run_sections(&examples, &arguments);
            result = spec_tally_end(&tally);
        }
    }
    spec_examples_free(&examples);
    return result;
}
