/* options.c: reads the command line, and prints the help, from three tables: options, formats, extensions.
 *
 * A parser of its own rather than getopt_long: that one has global state, takes any abbreviation of a long name (which
 * then can never be given another meaning), and its messages are not ours. Options and files may be mixed; "--" ends
 * the options; "-" alone is a file. Short options can be bundled, and a value can follow its letter at once (-thtml) or
 * as the next argument; a long option's value follows "=" or is the next argument. Of several the last counts.
 *
 * Must not know files: whether an input is a directory is found out later (plan.c). */
#include "options.h"

#include "message.h"
#include "processors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct cli_format formats[] = {
    {"html", MDP_FORMAT_HTML, ".html"},
    {"xml", MDP_FORMAT_XML, ".xml"},
    {"json", MDP_FORMAT_JSON, ".json"},
    {"tree", MDP_FORMAT_TREE, ".txt"},
};

/* Syntax extensions, by cmark-gfm's names where it has one. */
static const struct extension {
    const char *name;
    uint64_t parse_flags;
    uint64_t render_flags;
} extensions[] = {
    {"strikethrough", MDP_EXT_STRIKETHROUGH, 0},
    {"strikethrough-double", MDP_EXT_STRIKETHROUGH_DOUBLE, 0},
    {"autolink", MDP_EXT_AUTOLINK, 0},
    {"tagfilter", 0, MDP_RENDER_TAG_FILTER},
    {"tasklist", MDP_EXT_TASK_LIST, 0},
    {"heading-ids", 0, MDP_RENDER_HEADING_IDS},
    {"table", MDP_EXT_TABLE, 0},
    {"alerts", MDP_EXT_ALERTS, 0},
    {"footnotes", MDP_EXT_FOOTNOTES, 0},
};

static const struct extension *const extensions_end = extensions + sizeof extensions / sizeof extensions[0];

/* An option sets its flags, and then calls its function, if it has one, with its value, if it takes one. */
struct option {
    char letter; /* NUL: it has only its long name */
    const char *name;
    const char *value; /* what its value is called in the help; NULL: it takes none */
    enum cli_verdict (*take)(struct cli_options *options, const char *value);
    uint64_t parse_flags;
    uint64_t render_flags;
    const char *help;
};

static enum cli_verdict misuse(const char *what, const char *argument, const char *hint)
{
    fputs("mdparse: ", stderr);
    fputs(what, stderr);
    fputs(" '", stderr);
    cli_message_name(argument);
    fprintf(stderr, "'%s\nTry 'mdparse --help' for more information.\n", hint);
    return CLI_MISUSE;
}

static enum cli_verdict take_format(struct cli_options *options, const char *value)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (strcmp(value, formats[i].name) == 0) {
            options->format = &formats[i];
            return CLI_GO_ON;
        }
    }
    return misuse("unknown format", value, "");
}

static enum cli_verdict take_output(struct cli_options *options, const char *value)
{
    options->output = strcmp(value, "-") == 0 ? NULL : value;
    return CLI_GO_ON;
}

/* One name of a comma list, which need not be terminated. */
static enum cli_verdict take_extension(struct cli_options *options, const char *name, size_t size)
{
    for (const struct extension *known = extensions; known < extensions_end; known++) {
        if (strlen(known->name) == size && memcmp(known->name, name, size) == 0) {
            options->parse_flags |= known->parse_flags;
            options->render_flags |= known->render_flags;
            return CLI_GO_ON;
        }
    }
    char *unknown = cli_need(strndup(name, size));
    enum cli_verdict verdict = misuse("unknown extension", unknown, "");
    free(unknown);
    return verdict;
}

static enum cli_verdict take_extensions(struct cli_options *options, const char *value)
{
    for (const char *name = value;;) {
        size_t size = strcspn(name, ",");
        enum cli_verdict verdict = take_extension(options, name, size);
        if (verdict != CLI_GO_ON || !name[size])
            return verdict;
        name += size + 1;
    }
}

/* The number that a macro stands for, as a string. */
#define CLI_TEXT(macro)    CLI_LITERAL(macro)
#define CLI_LITERAL(value) #value

static unsigned count_cores(void)
{
    unsigned cores = processors_usable();
    return cores < CLI_JOBS_MAX ? cores : CLI_JOBS_MAX;
}

static enum cli_verdict take_jobs(struct cli_options *options, const char *value)
{
    if (!*value || value[strspn(value, "0123456789")])
        return misuse("invalid number of jobs", value, "");
    unsigned jobs = 0;
    for (const char *digit = value; *digit && jobs <= CLI_JOBS_MAX; digit++)
        jobs = jobs * 10 + (unsigned)(*digit - '0');
    if (jobs > CLI_JOBS_MAX)
        return misuse("too many jobs", value, ": at most " CLI_TEXT(CLI_JOBS_MAX));
    options->jobs = jobs == 0 ? count_cores() : jobs;
    return CLI_GO_ON;
}

static enum cli_verdict take_stats(struct cli_options *options, const char *value)
{
    (void)value;
    options->stats = true;
    return CLI_GO_ON;
}

static enum cli_verdict take_help(struct cli_options *options, const char *value)
{
    (void)options, (void)value;
    return CLI_HELP;
}

static enum cli_verdict take_version(struct cli_options *options, const char *value)
{
    (void)options, (void)value;
    return CLI_VERSION;
}

/* clang-format off */
static const struct option table[] = {
    {'t', "to", "FORMAT", take_format, 0, 0, "what to write: html (the default), xml, json, tree"},
    {'o', "output", "OUT", take_output, 0, 0, "write to this file; for a directory, to a directory like it"},
    {'e', "extension", "NAME", take_extensions, 0, 0, "turn on syntax extensions: a name, or several with commas"},
    {0, "gfm", NULL, NULL, MDP_EXT_GFM, MDP_RENDER_TAG_FILTER, "turn on what makes GitHub Flavored Markdown"},
    {'j', "jobs", "N", take_jobs, 0, 0, "threads; 0, the default, is one for each core"},
    {0, "unsafe", NULL, NULL, 0, MDP_RENDER_UNSAFE, "let raw HTML and dangerous URLs through"},
    {0, "sourcepos", NULL, NULL, 0, MDP_RENDER_SOURCEPOS, "write where each element stands in the text"},
    {0, "smart", NULL, NULL, MDP_PARSE_SMART, 0, "curly quotes, dashes and ellipses from plain ones"},
    {0, "hardbreaks", NULL, NULL, 0, MDP_RENDER_HARD_BREAKS, "write line breaks within a paragraph as <br />"},
    {0, "nobreaks", NULL, NULL, 0, MDP_RENDER_NO_BREAKS, "write line breaks within a paragraph as spaces"},
    {0, "stats", NULL, take_stats, 0, 0, "say sizes and speed on standard error"},
    {'h', "help", NULL, take_help, 0, 0, "print this, and nothing else"},
    {0, "version", NULL, take_version, 0, 0, "print the version, and nothing else"},
};
/* clang-format on */

static const struct option *const table_end = table + sizeof table / sizeof table[0];

static enum cli_verdict apply(struct cli_options *options, const struct option *option, const char *value)
{
    options->parse_flags |= option->parse_flags;
    options->render_flags |= option->render_flags;
    return option->take ? option->take(options, value) : CLI_GO_ON;
}

/* What is left to read of the command line. */
struct arguments {
    char **next;
    char **end;
};

static enum cli_verdict read_long(struct cli_options *options, char *argument, struct arguments *rest)
{
    const char *name = argument + 2;
    size_t size = strcspn(name, "=");
    const char *value = name[size] ? name + size + 1 : NULL;
    const struct option *option = table;
    while (option < table_end && (strlen(option->name) != size || memcmp(option->name, name, size) != 0))
        option++;
    if (option == table_end)
        return misuse("unknown option", argument, "");
    if (value && !option->value)
        return misuse("option", argument, " takes no value");
    if (option->value && !value) {
        if (rest->next == rest->end)
            return misuse("option", argument, " needs a value");
        value = *rest->next++;
    }
    return apply(options, option, value);
}

/* A bundle of letters, of which the last may take a value. */
static enum cli_verdict read_short(struct cli_options *options, char *argument, struct arguments *rest)
{
    for (const char *letter = argument + 1; *letter; letter++) {
        char shown[] = {'-', *letter, '\0'};
        const struct option *option = table;
        while (option < table_end && option->letter != *letter)
            option++;
        if (option == table_end)
            return misuse("unknown option", shown, "");
        const char *value = NULL;
        if (option->value && letter[1])
            value = letter + 1;
        else if (option->value && rest->next == rest->end)
            return misuse("option", shown, " needs a value");
        else if (option->value)
            value = *rest->next++;
        enum cli_verdict verdict = apply(options, option, value);
        if (verdict != CLI_GO_ON || value)
            return verdict;
    }
    return CLI_GO_ON;
}

enum cli_verdict cli_options_read(struct cli_options *options, int argc, char **argv)
{
    *options = (struct cli_options){.format = &formats[0], .jobs = count_cores(), .inputs = argv};
    struct arguments rest = {argc > 0 ? argv + 1 : argv, argv + argc};
    bool ended = false;
    while (rest.next < rest.end) {
        char *argument = *rest.next++;
        enum cli_verdict verdict = CLI_GO_ON;
        if (ended || argument[0] != '-' || !argument[1])
            argv[options->input_count++] = argument; /* never ahead of what is read */
        else if (argument[1] != '-')
            verdict = read_short(options, argument, &rest);
        else if (argument[2])
            verdict = read_long(options, argument, &rest);
        else
            ended = true;
        if (verdict != CLI_GO_ON)
            return verdict;
    }
    return CLI_GO_ON;
}

char *cli_options_help(void)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    fputs("Usage: mdparse [OPTION]... [FILE|DIRECTORY]...\n\n"
          "Parses Markdown (CommonMark 0.31.2) and writes it as HTML or in another format. Without a\n"
          "file, or with -, it reads standard input; in a directory, every Markdown file.\n\n",
          out);
    for (const struct option *option = table; option < table_end; option++) {
        char left[32];
        snprintf(left, sizeof left, "--%s%s%s", option->name, option->value ? " " : "",
                 option->value ? option->value : "");
        if (option->letter)
            fprintf(out, "  -%c, %-18s  %s\n", option->letter, left, option->help);
        else
            fprintf(out, "      %-18s  %s\n", left, option->help);
    }
    fputs("\nExtensions:", out);
    for (const struct extension *known = extensions; known < extensions_end; known++)
        fprintf(out, "%s %s", known == extensions ? "" : ",", known->name);
    fputs("\n\nExit status: 0 all done, 1 an input or output failed (the rest is done), 2 wrong usage.\n", out);
    bool failed = ferror(out) != 0;
    if (fclose(out) != 0 || failed) {
        free(text);
        return NULL;
    }
    return text;
}
