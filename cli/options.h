/* options.h: the command line, as the rest of the command sees it. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <mdparse.h>

/* More threads than this are never started, whatever --jobs says. */
#define CLI_JOBS_MAX 256

/* An output format. Files in an output directory end in `suffix`. */
struct cli_format {
    const char *name;
    mdp_format format;
    const char *suffix;
};

struct cli_options {
    const struct cli_format *format;
    const char *output;    /* a file or directory; NULL is standard output */
    unsigned jobs;         /* 1 to CLI_JOBS_MAX */
    uint64_t parse_flags;  /* MDP_PARSE_* and MDP_EXT_* */
    uint64_t render_flags; /* MDP_RENDER_* */
    bool stats;
    char **inputs; /* as they were given, "-" included; none means standard input */
    int input_count;
};

enum cli_verdict {
    CLI_GO_ON,   /* do what the options say */
    CLI_HELP,    /* --help: print it, and nothing else */
    CLI_VERSION, /* --version: likewise */
    CLI_MISUSE   /* what is wrong was said on standard error */
};

/* Reads the command line. The strings stay those of argv, whose order is changed. Stops at the first --help, --version
 * or mistake. */
enum cli_verdict cli_options_read(struct cli_options *options, int argc, char **argv);

/* The text of --help: a string to be freed, or NULL if there is no memory. */
char *cli_options_help(void);

#endif
