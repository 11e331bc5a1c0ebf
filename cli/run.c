/* run.c: reads, parses and renders each item of the plan on some thread (convert.c), and takes the results back in
 * order.
 *
 * Mutable objects that threads share: the results, each written by one worker and then read by the main thread, handed
 * over by the crew's mutex; the stream, written only by the thread whose turn it is; the list of files written aside,
 * under a mutex of its own. Messages, totals and progress belong to the main thread alone. */
#include "run.h"

#include "convert.h"
#include "crew.h"
#include "output.h"
#include "progress.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

/* Finished files that wait while the one before them is being worked on: enough that threads seldom wait for a
 * file twice as large as the others. */
#define WINDOW_FOR_EACH_JOB 2

/* Descriptors that are not for the files in work: the three standard ones, the output that all goes to, and some that
 * whoever started the command may have left open. */
#define DESCRIPTORS_APART 8

struct run {
    struct cli_conversion conversion;
    struct cli_result *results; /* by index modulo window */
    size_t window;
    struct cli_stats sum;
    struct cli_progress progress;
    bool failed;    /* something did */
    size_t written; /* items that did not */
    size_t taken;
};

static void work(void *context, size_t index, struct cli_turn *turn)
{
    struct run *run = context;
    cli_convert(&run->conversion, &run->conversion.plan->items[index], turn, &run->results[index % run->window]);
}

static void idle(void *context)
{
    struct run *run = context;
    cli_progress_show(&run->progress, run->taken, run->conversion.plan->count);
}

static void report(const struct cli_result *result)
{
    if (result->what)
        cli_message(result->name, result->what);
    else
        cli_message_error(result->name, result->error);
}

/* False once the stream cannot be written to: all that is left would go there too. */
static bool take(void *context, size_t index)
{
    struct run *run = context;
    const struct cli_item *item = &run->conversion.plan->items[index];
    struct cli_output *stream = run->conversion.stream;
    struct cli_result *result = &run->results[index % run->window];
    run->taken++;
    if (stream && result->size > 0)
        cli_output_write(stream, result->data, result->size);
    free(result->data);
    result->data = NULL;
    if (stream && stream->error)
        return false;
    if (result->name || run->conversion.options->stats)
        cli_progress_clear(&run->progress);
    if (result->name) {
        report(result);
        run->failed = true;
        return true;
    }
    run->written++;
    if (run->conversion.options->stats)
        cli_stats_print(cli_item_name(item), &result->stats);
    cli_stats_add(&run->sum, &result->stats);
    cli_progress_show(&run->progress, run->taken, run->conversion.plan->count);
    return true;
}

/* A job has one file open at a time, its input or its output. So as many are at work as there may be files open: a file
 * must not fail because of the others. */
static unsigned jobs_with_descriptors(unsigned jobs)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return jobs;
    if (limit.rlim_cur <= DESCRIPTORS_APART)
        return 1;
    rlim_t most = limit.rlim_cur - DESCRIPTORS_APART;
    return most < jobs ? (unsigned)most : jobs;
}

/* All items, with the outputs open. */
static void do_all(struct run *run)
{
    const struct cli_options *options = run->conversion.options;
    struct cli_output *stream = run->conversion.stream;
    cli_progress_start(&run->progress, stream && isatty(stream->descriptor));
    struct cli_task task = {
        .count = run->conversion.plan->count,
        .jobs = jobs_with_descriptors(options->jobs),
        .window = run->window,
        .context = run,
        .work = work,
        .take = take,
        .idle = run->progress.wanted ? idle : NULL,
    };
    cli_crew_run(&task);
    cli_progress_clear(&run->progress);
    if (options->stats && run->sum.files > 1)
        cli_stats_print_total(&run->sum, cli_clock() - run->progress.start);
}

/* Every item goes to the same place. False if that failed. A file is only replaced if something came that could be
 * read: `mdparse missing.md -o out.html` leaves out.html as it was. A reader that has seen enough and closed its pipe
 * (EPIPE) is no news to anybody: that fails without a message. */
static bool run_stream(struct run *run)
{
    const char *path = run->conversion.options->output;
    struct cli_output stream;
    int error = 0;
    if (path)
        error = cli_output_open(&stream, run->conversion.asides, path, false);
    else
        cli_output_standard(&stream);
    if (!error) {
        run->conversion.stream = &stream;
        do_all(run);
        error = cli_output_close(&stream, run->written > 0);
    }
    if (error && error != EPIPE)
        cli_message_error(path ? path : "standard output", error);
    return !error;
}

/* Every item has its own file in the output directory. */
static bool run_mirror(struct run *run)
{
    const char *path = run->conversion.options->output;
    int error = cli_output_make_directory(path);
    if (error)
        cli_message_error(path, error);
    else
        do_all(run);
    return !error;
}

enum cli_status cli_run(const struct cli_options *options, const struct cli_plan *plan)
{
    /* Static, because the thread that waits for signals may look at it until the process has ended. */
    static struct cli_asides asides = {.mutex = PTHREAD_MUTEX_INITIALIZER};
    struct cli_helpers helpers = {.mutex = PTHREAD_MUTEX_INITIALIZER, .threads = 1};
    if (plan->count < options->jobs) /* each file has a thread, and the others help where a text is large */
        helpers.threads = options->jobs - (unsigned)plan->count + 1;
    struct run run = {
        .conversion = {.options = options, .plan = plan, .asides = &asides, .helpers = &helpers},
        .window = (size_t)options->jobs * WINDOW_FOR_EACH_JOB,
    };
    run.results = cli_need(calloc(run.window, sizeof *run.results));
    if (options->output)
        cli_asides_watch(&asides);
    bool outputs_hold = plan->mirrors ? run_mirror(&run) : run_stream(&run);
    cli_helpers_end(&helpers);
    for (size_t i = 0; i < run.window; i++)
        free(run.results[i].data); /* what was finished when everything ended early */
    free(run.results);
    return outputs_hold && !run.failed ? CLI_STATUS_DONE : CLI_STATUS_FAILED;
}
