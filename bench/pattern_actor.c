/* pattern_actor.c: a thread of its own has the document; the others send it messages, and wait for the answers. */
#define _POSIX_C_SOURCE 200809L
#include "pattern.h"

#include <stdlib.h>

struct message {
    struct message *next;
    struct bench_hand *hand;
    bool is_update;
    bool answered;
    enum bench_outcome outcome;
    pthread_cond_t answer;
};

/* The mutex protects the queue and the answers; the document is the actor's alone. */
struct actor {
    pthread_mutex_t mutex;
    pthread_cond_t arrived; /* for the actor: a message, or the end */
    struct message *first;
    struct message **end; /* where the next message is put */
    bool ending;
    const mdp_document *document;
    pthread_t thread;
};

static enum bench_outcome obey(struct actor *actor, struct message *message)
{
    if (!message->is_update)
        return bench_hand_look(message->hand, actor->document);
    const mdp_document *next = bench_hand_parse_next(message->hand, actor->document);
    if (next == NULL)
        return BENCH_FAILED;
    mdp_document_release(actor->document);
    actor->document = next;
    return BENCH_WHOLE;
}

static void *act(void *argument)
{
    struct actor *actor = argument;
    pthread_mutex_lock(&actor->mutex);
    for (;;) {
        while (actor->first == NULL && !actor->ending)
            pthread_cond_wait(&actor->arrived, &actor->mutex);
        struct message *message = actor->first;
        if (message == NULL)
            break;
        actor->first = message->next;
        if (actor->first == NULL)
            actor->end = &actor->first;
        pthread_mutex_unlock(&actor->mutex);
        enum bench_outcome outcome = obey(actor, message);
        pthread_mutex_lock(&actor->mutex);
        message->outcome = outcome;
        message->answered = true;
        pthread_cond_signal(&message->answer);
    }
    pthread_mutex_unlock(&actor->mutex);
    return NULL;
}

static enum bench_outcome ask(struct actor *actor, struct bench_hand *hand, bool is_update)
{
    struct message message = {.hand = hand, .is_update = is_update};
    pthread_cond_init(&message.answer, NULL);
    pthread_mutex_lock(&actor->mutex);
    *actor->end = &message;
    actor->end = &message.next;
    pthread_cond_signal(&actor->arrived);
    while (!message.answered)
        pthread_cond_wait(&message.answer, &actor->mutex);
    pthread_mutex_unlock(&actor->mutex);
    pthread_cond_destroy(&message.answer);
    return message.outcome;
}

static enum bench_outcome read_actor(void *state, struct bench_hand *hand)
{
    return ask(state, hand, false);
}

static bool update_actor(void *state, struct bench_hand *hand)
{
    return ask(state, hand, true) == BENCH_WHOLE;
}

static uint64_t current(void *state)
{
    const struct actor *actor = state;
    return bench_version_glance(actor->document);
}

static void dispose(struct actor *actor)
{
    pthread_cond_destroy(&actor->arrived);
    pthread_mutex_destroy(&actor->mutex);
    mdp_document_release(actor->document);
    free(actor);
}

static void *create(struct bench_hand *hand)
{
    struct actor *actor = calloc(1, sizeof *actor);
    if (actor == NULL)
        return NULL;
    actor->end = &actor->first;
    pthread_mutex_init(&actor->mutex, NULL);
    pthread_cond_init(&actor->arrived, NULL);
    actor->document = bench_hand_parse(hand, 0);
    if (actor->document == NULL || pthread_create(&actor->thread, NULL, act, actor) != 0) {
        dispose(actor);
        return NULL;
    }
    return actor;
}

static void destroy(void *state)
{
    struct actor *actor = state;
    pthread_mutex_lock(&actor->mutex);
    actor->ending = true;
    pthread_cond_signal(&actor->arrived);
    pthread_mutex_unlock(&actor->mutex);
    pthread_join(actor->thread, NULL);
    dispose(actor);
}

const struct bench_pattern bench_pattern_actor = {
    "actor", "a queue to one thread", create, read_actor, update_actor, current, destroy};
