/* processors.c: counts processors, which is another question on each system. See processors.h. */
#define _GNU_SOURCE /* sched_getaffinity */
#include "processors.h"

#include <sched.h>
#include <unistd.h>

static unsigned processors_online(void)
{
    long count = sysconf(_SC_NPROCESSORS_ONLN);
    return count < 1 ? 1 : (unsigned)count;
}

#ifdef __linux__

/* Not all that are there: a container or taskset may allow few of many. */
unsigned processors_usable(void)
{
    cpu_set_t allowed;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) /* more processors than the set has room for */
        return processors_online();
    return (unsigned)CPU_COUNT(&allowed);
}

#else

unsigned processors_usable(void)
{
    return processors_online();
}

#endif
