/* meter.h: measures what a run of the library costs, the same on every machine: work is counted, not timed.
 *
 * The program is linked with a copy of the library that is compiled with -fsanitize-coverage=trace-pc, so that each
 * basic block that runs counts one, and whose calls of memcpy and its like are wrapped, so that each counts its bytes,
 * sixteen to one: a copy of the whole text for each character of it costs next to no blocks, but shows all the same.
 * Memory is counted by the allocator that it is given. One run at a time. */
#ifndef SPEC_METER_H
#define SPEC_METER_H

#include <mdparse.h>

/* Work since the program began. */
uint64_t spec_meter_work(void);

/* An allocator that counts. */
mdp_allocator spec_meter_allocator(void);

/* Bytes that it has handed out now, and the most it had since the last spec_meter_reset_peak. */
size_t spec_meter_held(void);
size_t spec_meter_peak(void);
void spec_meter_reset_peak(void);

#endif
