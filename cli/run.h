/* run.h: does what a plan says. */
#ifndef CLI_RUN_H
#define CLI_RUN_H

#include "message.h"
#include "options.h"
#include "plan.h"

/* Reads, parses and writes every item. Says what failed on standard error. */
enum cli_status cli_run(const struct cli_options *options, const struct cli_plan *plan);

#endif
