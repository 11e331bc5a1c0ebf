/* main.c: the command mdparse. Where to start reading: main, then
 *
 *     options.c   the command line, and the help
 *     plan.c      which files are read, and what each becomes (tree.c walks directories)
 *     run.c       does it: convert.c one file (input.c, output.c, aside.c), crew.c on several threads
 *     stats.c, progress.c, message.c   what people see on standard error
 *
 * The command sees nothing of the library but mdparse.h. How it behaves is in mdparse.1. */
#include "message.h"
#include "options.h"
#include "output.h"
#include "plan.h"
#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A file that we open must not get the number of a standard descriptor that was closed: messages would be written into
 * it. Where one is closed, something is opened on which every use fails. */
static void fill_standard_descriptors(void)
{
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; descriptor++) {
        if (fcntl(descriptor, F_GETFD) < 0 && errno == EBADF)
            open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY); /* takes the lowest free number */
    }
}

/* A pipe without a reader and a file at its size limit are errors of a write like others, and no reason to die. */
static void make_signals_errors(void)
{
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

static enum cli_status print(const char *text)
{
    struct cli_output output;
    cli_output_standard(&output);
    cli_output_write(&output, text, strlen(text));
    int error = cli_output_close(&output, true);
    if (error && error != EPIPE)
        cli_message_error("standard output", error);
    return error ? CLI_STATUS_FAILED : CLI_STATUS_DONE;
}

static enum cli_status print_help(void)
{
    char *text = cli_need(cli_options_help());
    enum cli_status status = print(text);
    free(text);
    return status;
}

static enum cli_status print_version(void)
{
    char text[64];
    snprintf(text, sizeof text, "mdparse %s\n", mdp_version());
    return print(text);
}

static enum cli_status convert(const struct cli_options *options)
{
    struct cli_plan plan;
    cli_plan_make(&plan, options);
    enum cli_status status = cli_run(options, &plan);
    cli_plan_free(&plan);
    return status;
}

int main(int argc, char **argv)
{
    static char line[BUFSIZ];
    fill_standard_descriptors();
    make_signals_errors();
    setvbuf(stderr, line, _IOLBF, sizeof line);

    struct cli_options options;
    enum cli_status status = CLI_STATUS_USAGE;
    switch (cli_options_read(&options, argc, argv)) {
    case CLI_GO_ON:
        status = convert(&options);
        break;
    case CLI_HELP:
        status = print_help();
        break;
    case CLI_VERSION:
        status = print_version();
        break;
    case CLI_MISUSE:
        break;
    }
    return (int)status;
}
