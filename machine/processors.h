/* processors.h: how many threads can run at once. */
#ifndef PROCESSORS_H
#define PROCESSORS_H

/* The processors that this process may use; at least 1. */
unsigned processors_usable(void);

#endif
