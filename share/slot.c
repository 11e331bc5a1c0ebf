/* slot.c: the current version of a document, for readers that never wait.
 *
 *     reader                                    writer, one at a time
 *     1. side = slot.side                       a. take `writing`
 *     2. gate[side].inside += 1                 b. old = current; current = new
 *     3. document = current                     c. wait until gate[other side].inside is 0
 *     4. retain document                        d. side = other side
 *     5. gate[side].inside -= 1                 e. wait until gate[side left].inside is 0
 *                                               f. release `writing`; release old
 *
 * The danger is between 3 and 4: a reader has read the pointer but holds no reference yet. So a writer drops the slot's
 * own reference to the old version only when it has seen each gate empty since it replaced the pointer.
 *
 * Proof that no version is freed under a reader. Steps 2, 3, b, c and e are sequentially consistent, so there is one
 * order of all of them that everybody agrees on. Let a reader get `old` in 3. Then 3 is before b, so 2 is before b, so
 * before c and e: both come to see the reader's gate with the reader counted in. One of them looked at this gate, and
 * went on when it read 0, so after 5, which takes that one out again. 5 is a release and the read of 0 an acquire (the
 * decrements and increments between them are read-modify-writes, which continue the release), so 4 happens before f.
 * That the reader may have read `side` long ago does not matter: any value is right for this.
 *
 * Proof that a reader never waits: 1 to 5 are five operations of which none is repeated (on processors that add in one
 * instruction; others repeat it only when another thread's has succeeded).
 *
 * Proof that a writer is not starved by readers that keep coming: it waits only at the gate that `side` does not lead
 * to, in c as in e. Into that come only readers that had read `side` before it changed, each thread once.
 *
 * What two threads can reach: current, side and the gates, all atomic; current and side are written under `writing`.
 *
 * Must not know what a document is. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

#include "mdparse.h"

enum { CACHE_LINE = 64 }; /* bytes, of most processors */

/* Readers that are between 2 and 5. Each gate is on a cache line of its own, and so is what readers only read. */
struct gate {
    atomic_size_t inside;
    char apart[CACHE_LINE - sizeof(atomic_size_t)];
};

struct mdp_slot {
    struct gate gates[2];
    _Atomic(const mdp_document *) current; /* the slot holds one reference to it */
    atomic_uint side;                      /* the gate through which readers go: 0 or 1 */
    char apart[CACHE_LINE];
    pthread_mutex_t writing;
};

mdp_status mdp_slot_create(const mdp_document *document, mdp_slot **created)
{
    if (!created)
        return MDP_ERR_ARGUMENT;
    *created = NULL;
    struct mdp_slot *slot = malloc(sizeof *slot);
    if (!slot)
        return MDP_ERR_NOMEM;
    if (pthread_mutex_init(&slot->writing, NULL) != 0) {
        free(slot);
        return MDP_ERR_NOMEM;
    }
    atomic_init(&slot->current, mdp_document_retain(document));
    atomic_init(&slot->side, 0);
    atomic_init(&slot->gates[0].inside, 0);
    atomic_init(&slot->gates[1].inside, 0);
    *created = slot;
    return MDP_OK;
}

const mdp_document *mdp_slot_load(mdp_slot *slot)
{
    unsigned side = atomic_load_explicit(&slot->side, memory_order_relaxed);       /* 1 */
    atomic_fetch_add(&slot->gates[side].inside, 1);                                /* 2 */
    const mdp_document *document = atomic_load(&slot->current);                    /* 3 */
    mdp_document_retain(document);                                                 /* 4 */
    atomic_fetch_sub_explicit(&slot->gates[side].inside, 1, memory_order_release); /* 5 */
    return document;
}

/* Readers are inside for a few instructions, unless the system stopped one there. So: look again for as long as that
 * takes, and then sleep, because a yield would never let a thread of lower priority go on. */
static void wait_until_empty(struct gate *gate)
{
    const struct timespec nap = {0, 50000};
    for (unsigned looks = 0; atomic_load(&gate->inside) != 0; looks++)
        if (looks >= 1000)
            nanosleep(&nap, NULL);
}

/* Publishes a version; `writing` is held. Returns the one before, to which nobody comes any more. */
static const mdp_document *exchange(struct mdp_slot *slot, const mdp_document *document)
{
    const mdp_document *old = atomic_exchange(&slot->current, document); /* b */
    unsigned side = atomic_load_explicit(&slot->side, memory_order_relaxed);
    wait_until_empty(&slot->gates[1 - side]);                           /* c */
    atomic_store_explicit(&slot->side, 1 - side, memory_order_relaxed); /* d */
    wait_until_empty(&slot->gates[side]);                               /* e */
    return old;
}

void mdp_slot_store(mdp_slot *slot, const mdp_document *document)
{
    mdp_document_retain(document);
    pthread_mutex_lock(&slot->writing);
    const mdp_document *old = exchange(slot, document);
    pthread_mutex_unlock(&slot->writing);
    mdp_document_release(old);
}

bool mdp_slot_replace(mdp_slot *slot, const mdp_document *expected, const mdp_document *document)
{
    pthread_mutex_lock(&slot->writing);
    /* The caller holds `expected`, so its address cannot have become that of another document meanwhile. */
    bool is_current = atomic_load_explicit(&slot->current, memory_order_relaxed) == expected;
    const mdp_document *old = is_current ? exchange(slot, mdp_document_retain(document)) : NULL;
    pthread_mutex_unlock(&slot->writing);
    mdp_document_release(old);
    return is_current;
}

void mdp_slot_destroy(mdp_slot *slot)
{
    if (!slot)
        return;
    mdp_document_release(atomic_load_explicit(&slot->current, memory_order_relaxed));
    pthread_mutex_destroy(&slot->writing);
    free(slot);
}
