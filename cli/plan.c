/* plan.c: from inputs as they were given to a list of single files.
 *
 * The list is complete before the first file is read: only then are the order, the progress ("12 of 953"), two
 * inputs with the same output and outputs that are inputs known, and an output that lands in a directory that is being
 * read cannot change what is read. The names of a million files take some 100 MB.
 *
 * Must not know how files are read or written. */
#include "plan.h"

#include "message.h"
#include "tree.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

const char *cli_item_name(const struct cli_item *item)
{
    return item->path ? item->path : "standard input";
}

/* DIRECTORY/NAME with the format's suffix in the place of a Markdown suffix; any other name just gets it, as dropping
 * its ending would let more names fall together. */
static char *output_path(const struct cli_options *options, const char *name)
{
    size_t directory_size = strlen(options->output); /* NOLINT: who has no output asks for no path in it */
    bool slash = directory_size > 0 && options->output[directory_size - 1] != '/';
    const char *last = strrchr(name, '/');
    size_t name_size = strlen(name) - cli_tree_suffix(last ? last + 1 : name);
    const char *suffix = options->format->suffix;
    char *path = cli_need(malloc(directory_size + slash + name_size + strlen(suffix) + 1));
    memcpy(path, options->output, directory_size);
    path[directory_size] = '/';
    memcpy(path + directory_size + slash, name, name_size);
    strcpy(path + directory_size + slash + name_size, suffix);
    return path;
}

static struct cli_item *append(struct cli_plan *plan, struct cli_item item)
{
    if (plan->count == plan->capacity) {
        plan->capacity = plan->capacity ? 2 * plan->capacity : 16;
        plan->items = cli_need(realloc(plan->items, plan->capacity * sizeof *plan->items));
    }
    plan->items[plan->count] = item;
    return &plan->items[plan->count++];
}

static void add_directory(struct cli_plan *plan, const struct cli_options *options, const char *path)
{
    struct cli_findings found = {NULL, 0, 0};
    cli_tree_find(path, &found);
    for (size_t i = 0; i < found.count; i++) {
        struct cli_found *file = &found.items[i];
        struct cli_item *item = append(plan, (struct cli_item){.path = file->path, .error = file->error});
        if (plan->mirrors && !item->error)
            item->output = output_path(options, file->path + file->below);
    }
    free(found.items);
}

static void add_file(struct cli_plan *plan, const struct cli_options *options, const char *path)
{
    struct cli_item *item = append(plan, (struct cli_item){.path = cli_need(strdup(path))});
    if (!plan->mirrors)
        return;
    struct stat status;
    const char *slash = strrchr(path, '/');
    if (stat(path, &status) != 0)
        item->error = errno; /* known now, so that it does not keep an output from one that can be written */
    else
        item->output = output_path(options, slash ? slash + 1 : path);
}

static void add_standard_input(struct cli_plan *plan)
{
    struct cli_item *item = append(plan, (struct cli_item){.path = NULL});
    if (plan->mirrors)
        item->complaint = cli_need(strdup("has no name that an output in a directory could have"));
}

static bool is_standard_input(const char *input)
{
    return strcmp(input, "-") == 0;
}

static bool is_directory(const char *input)
{
    struct stat status;
    return !is_standard_input(input) && stat(input, &status) == 0 && S_ISDIR(status.st_mode);
}

static int compare_outputs(const void *a, const void *b)
{
    const struct cli_item *first = *(struct cli_item *const *)a;
    const struct cli_item *second = *(struct cli_item *const *)b;
    int order = strcmp(first->output, second->output);
    return order != 0 ? order : (first > second) - (first < second);
}

static char *join(const char *begin, const char *middle, const char *end)
{
    char *joined = cli_need(malloc(strlen(begin) + strlen(middle) + strlen(end) + 1));
    return strcat(strcat(strcpy(joined, begin), middle), end);
}

/* Of items with the same output the first keeps it, the others fail. */
static void refuse_same_outputs(struct cli_plan *plan)
{
    struct cli_item **sorted = cli_need(malloc((plan->count + 1) * sizeof *sorted));
    size_t count = 0;
    for (size_t i = 0; i < plan->count; i++) {
        if (plan->items[i].output)
            sorted[count++] = &plan->items[i];
    }
    qsort(sorted, count, sizeof *sorted, compare_outputs);
    const struct cli_item *first = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!first || strcmp(first->output, sorted[i]->output) != 0) {
            first = sorted[i];
            continue;
        }
        sorted[i]->complaint = join(first->output, " is already written from ", cli_item_name(first));
    }
    free(sorted);
}

/* A file, whatever it is called, and who reads it. */
struct reading {
    dev_t device;
    ino_t number;
    const struct cli_item *reader;
};

/* False where there is no such file. */
static bool find_file(const char *path, const struct cli_item *reader, struct reading *reading)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return false;
    *reading = (struct reading){status.st_dev, status.st_ino, reader};
    return true;
}

static int compare_files(const void *a, const void *b)
{
    const struct reading *first = a, *second = b;
    int order = (first->device > second->device) - (first->device < second->device);
    return order != 0 ? order : (first->number > second->number) - (first->number < second->number);
}

/* The files that are read, in an order by which they are found. */
static struct reading *find_inputs(const struct cli_plan *plan, size_t *count)
{
    struct reading *inputs = cli_need(malloc((plan->count + 1) * sizeof *inputs));
    *count = 0;
    for (size_t i = 0; i < plan->count; i++)
        *count += plan->items[i].path && find_file(plan->items[i].path, &plan->items[i], &inputs[*count]);
    qsort(inputs, *count, sizeof *inputs, compare_files);
    return inputs;
}

/* Who reads a file beside the item that is to write it; NULL if nobody does. */
static const struct cli_item *other_reader(const struct reading *file, const struct reading *inputs, size_t count)
{
    const struct reading *found = bsearch(file, inputs, count, sizeof *inputs, compare_files);
    while (found && found > inputs && compare_files(found - 1, file) == 0)
        found--;
    for (; found && found < inputs + count && compare_files(found, file) == 0; found++)
        if (found->reader != file->reader)
            return found->reader;
    return NULL;
}

/* An item whose output another one reads fails, by whatever names: what is written would change what is read, or not,
 * as the threads go. */
static void refuse_outputs_that_are_read(struct cli_plan *plan)
{
    struct reading *inputs = NULL, output;
    size_t input_count = 0;
    for (size_t i = 0; i < plan->count; i++) {
        struct cli_item *item = &plan->items[i];
        if (!item->output || item->complaint || !find_file(item->output, item, &output))
            continue;
        if (!inputs)
            inputs = find_inputs(plan, &input_count);
        const struct cli_item *reader = other_reader(&output, inputs, input_count);
        if (reader)
            item->complaint = join(item->output, " is read as ", cli_item_name(reader));
    }
    free(inputs);
}

void cli_plan_make(struct cli_plan *plan, const struct cli_options *options)
{
    *plan = (struct cli_plan){NULL, 0, 0, false};
    for (int i = 0; i < options->input_count && options->output; i++)
        plan->mirrors = plan->mirrors || is_directory(options->inputs[i]);
    if (options->input_count == 0)
        add_standard_input(plan);
    for (int i = 0; i < options->input_count; i++) {
        const char *input = options->inputs[i];
        if (is_standard_input(input))
            add_standard_input(plan);
        else if (is_directory(input))
            add_directory(plan, options, input);
        else
            add_file(plan, options, input);
    }
    if (plan->mirrors) {
        refuse_same_outputs(plan);
        refuse_outputs_that_are_read(plan);
    }
}

void cli_plan_free(struct cli_plan *plan)
{
    for (size_t i = 0; i < plan->count; i++) {
        free(plan->items[i].path);
        free(plan->items[i].output);
        free(plan->items[i].complaint);
    }
    free(plan->items);
}
