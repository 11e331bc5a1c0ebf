/* convert.c: reads, parses and renders one item, on some thread while others do the same with other items.
 *
 * An item with its own output writes to it. Items that share the stream write to it when it is their turn, and keep
 * what they render in memory until then; who has KEPT_MAX bytes waits. So the memory of a run is bounded by the
 * documents in work and KEPT_MAX for each item of the window, however large the outputs are.
 *
 * Inputs that are no plain files are read when it is their turn. Two of them can be one: `mdparse - -` gives everything
 * to the first, as with cat, whatever the number of threads. */
#include "convert.h"

#include "input.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_KEPT ((size_t)1 << 16)
#define KEPT_MAX   ((size_t)1 << 23)

/* Rendered bytes on their way. */
struct gatherer {
    struct cli_output *output; /* where full buffers go; NULL as long as it is not our turn */
    struct cli_output *stream; /* the output when it is; NULL if there is one from the start */
    struct cli_turn *turn;
    char *data;
    size_t size;
    size_t capacity;
    bool out_of_memory;
};

/* Makes room. False if there is none, or if nobody wants the bytes any more. */
static bool make_room(struct gatherer *gatherer)
{
    bool full = gatherer->capacity == KEPT_MAX;
    if (!gatherer->output && (full ? cli_turn_wait(gatherer->turn) : cli_turn_has_come(gatherer->turn)))
        gatherer->output = gatherer->stream;
    if (gatherer->output && gatherer->size > 0) {
        cli_output_write(gatherer->output, gatherer->data, gatherer->size);
        gatherer->size = 0;
        return !gatherer->output->error;
    }
    if (full)
        return false;
    size_t capacity = gatherer->capacity ? 2 * gatherer->capacity : FIRST_KEPT;
    char *data = realloc(gatherer->data, capacity);
    gatherer->out_of_memory = !data;
    if (!data)
        return false;
    gatherer->data = data;
    gatherer->capacity = capacity;
    return true;
}

static int gather(void *context, const char *data, size_t size)
{
    struct gatherer *gatherer = context;
    while (size > 0) {
        size_t room = gatherer->capacity - gatherer->size;
        if (room == 0) {
            if (!make_room(gatherer))
                return 1;
            continue;
        }
        size_t part = size < room ? size : room;
        memcpy(gatherer->data + gatherer->size, data, part);
        gatherer->size += part;
        data += part;
        size -= part;
    }
    return 0;
}

static void fail(struct cli_result *result, const char *name, int error, const char *what)
{
    result->name = name;
    result->error = error;
    result->what = what;
}

/* The document on success; NULL after failing. */
static const mdp_document *parse(const struct cli_conversion *conversion, const struct cli_item *item,
                                 struct cli_result *result)
{
    struct cli_text text;
    int error = cli_input_read(item->path, &text);
    if (error) {
        fail(result, cli_item_name(item), error, NULL);
        return NULL;
    }
    mdp_options options = MDP_OPTIONS_INIT;
    options.flags = conversion->options->parse_flags;
    options.executor = cli_helpers_for(conversion->helpers, text.size);
    const mdp_document *document = NULL;
    uint64_t start = cli_clock();
    mdp_status status = mdp_parse(text.data, text.size, &options, &document);
    uint64_t nanoseconds = cli_clock() - start;
    free(text.data);
    if (status != MDP_OK)
        fail(result, cli_item_name(item), 0, mdp_status_message(status));
    else if (conversion->options->stats)
        result->stats = cli_stats_of(document, nanoseconds);
    return document;
}

/* A sink fails for want of memory, or because the output does, which whoever closes the output finds out. */
static void render(const struct cli_conversion *conversion, const struct cli_item *item, const mdp_document *document,
                   struct gatherer *gatherer, struct cli_result *result)
{
    mdp_render_options options = MDP_RENDER_OPTIONS_INIT;
    options.flags = conversion->options->render_flags;
    mdp_sink sink = {gather, gatherer};
    mdp_status status = mdp_render(document, conversion->options->format->format, &options, sink);
    if (gatherer->out_of_memory)
        fail(result, cli_item_name(item), ENOMEM, NULL);
    else if (status != MDP_OK && status != MDP_ERR_SINK)
        fail(result, cli_item_name(item), 0, mdp_status_message(status));
}

static void render_to_stream(const struct cli_conversion *conversion, const struct cli_item *item,
                             const mdp_document *document, struct cli_turn *turn, struct cli_result *result)
{
    struct gatherer gatherer = {.stream = conversion->stream, .turn = turn};
    render(conversion, item, document, &gatherer, result);
    result->data = gatherer.data;
    result->size = result->name ? 0 : gatherer.size;
}

static void render_to_file(const struct cli_conversion *conversion, const struct cli_item *item,
                           const mdp_document *document, struct cli_result *result)
{
    struct cli_output output;
    int error = cli_output_open(&output, conversion->asides, item->output, true);
    if (!error) {
        struct gatherer gatherer = {.output = &output};
        render(conversion, item, document, &gatherer, result);
        cli_output_write(&output, gatherer.data, gatherer.size);
        free(gatherer.data);
        error = cli_output_close(&output, !result->name);
    }
    if (error)
        fail(result, item->output, error, NULL);
}

void cli_convert(const struct cli_conversion *conversion, const struct cli_item *item, struct cli_turn *turn,
                 struct cli_result *result)
{
    *result = (struct cli_result){.name = NULL};
    if (item->error || item->complaint) {
        fail(result, cli_item_name(item), item->error, item->complaint);
        return;
    }
    if ((!item->path || !cli_input_is_plain(item->path)) && !cli_turn_wait(turn))
        return;
    const mdp_document *document = parse(conversion, item, result);
    if (!document)
        return;
    if (conversion->stream)
        render_to_stream(conversion, item, document, turn, result);
    else
        render_to_file(conversion, item, document, result);
    mdp_document_release(document);
}
