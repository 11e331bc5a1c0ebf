/* peer_meter.h: hooks for cmark and cmark-gfm that count what they allocate. In each of their modules. */
#ifndef BENCH_PEER_METER_H
#define BENCH_PEER_METER_H

#include "engine.h"

/* Forgets what was counted. */
void peer_meter_start(void);

/* Adds to sum what was counted since then, for a text that was parsed. */
void peer_meter_add(struct bench_text text, struct bench_memory *sum);

void *peer_meter_calloc(size_t count, size_t size);
void *peer_meter_realloc(void *memory, size_t size);
void peer_meter_free(void *memory);

#endif
