/* message.h: what the command says on standard error, one line for each fact. Only the main thread speaks. */
#ifndef CLI_MESSAGE_H
#define CLI_MESSAGE_H

/* Exit statuses; scripts rely on them. */
enum cli_status {
    CLI_STATUS_DONE = 0,   /* everything was done */
    CLI_STATUS_FAILED = 1, /* an input or output failed, each was named, the rest was done */
    CLI_STATUS_USAGE = 2   /* the command line cannot be understood; nothing was done */
};

/* "mdparse: NAME: WHAT". Control characters in either are written as escapes, so that a file name can neither forge a
 * second line nor send a terminal commands. */
void cli_message(const char *name, const char *what);

/* The same for an errno. */
void cli_message_error(const char *name, int error);

/* A name on standard error, as in the messages. */
void cli_message_name(const char *name);

/* For the few allocations without which nothing at all can be done: returns `memory`, or names the failure and exits
 * with CLI_STATUS_FAILED. Only for the time before the first output is opened. */
void *cli_need(void *memory);

#endif
