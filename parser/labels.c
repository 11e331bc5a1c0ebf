/* labels.c: the labels that an edit touches. See labels.h. */
#include "labels.h"

#include "label.h"

static int compare(const struct label *label, uint64_t hash, const char *normal, size_t size)
{
    if (label->hash != hash)
        return label->hash < hash ? -1 : 1;
    return label_compare(label->normal, label->size, normal, size);
}

static int compare_labels(const void *a, const void *b)
{
    const struct label *with = b;
    return compare(a, with->hash, with->normal, with->size);
}

bool labels_have(const struct labels *labels, uint64_t hash, const char *normal, size_t size)
{
    const struct label *touched = labels->touched.items;
    size_t low = 0, high = labels->touched.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(&touched[middle], hash, normal, size);
        if (order == 0)
            return touched[middle].after;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return document_find(labels->old, hash, normal, size) != NULL;
}

bool labels_touch(struct labels *labels, uint64_t hash, const char *normal, uint32_t size, bool after)
{
    if (!vector_reserve(&labels->touched, 1))
        return false;
    ((struct label *)labels->touched.items)[labels->touched.count++] = (struct label){hash, normal, size, after};
    return true;
}

/* Whether the old document defines the label in a chunk that stays; `entry` is its first definition. The entries of one
 * label follow each other. All labels together look at each entry at most once. */
static bool stays(const struct labels *labels, const struct label *label, const struct definition *entry,
                  const uint32_t *moved)
{
    const mdp_document *old = labels->old;
    const struct definition *end = old->definitions + old->definition_count;
    for (; entry < end && entry->hash == label->hash; entry++) {
        if (definition_compare(old, entry, label->hash, label->normal, label->size) != 0)
            return false;
        if (moved[entry->chunk] != NODE_NONE)
            return true;
    }
    return false;
}

bool labels_settle(struct labels *labels, const uint32_t *moved)
{
    size_t count = 0;
    if (!vector_sort(&labels->touched, compare_labels))
        return false;
    struct label *touched = labels->touched.items;
    for (size_t i = 0; i < labels->touched.count; i++) {
        if (count && compare_labels(&touched[count - 1], &touched[i]) == 0)
            touched[count - 1].after |= touched[i].after;
        else
            touched[count++] = touched[i];
    }
    labels->touched.count = count;
    if (!vector_reserve(&labels->changed, count))
        return false;
    uint64_t *changed = labels->changed.items;
    for (size_t i = 0; i < count; i++) {
        const struct definition *entry =
            document_find(labels->old, touched[i].hash, touched[i].normal, touched[i].size);
        touched[i].after = touched[i].after || (entry && stays(labels, &touched[i], entry, moved));
        labels->gained += touched[i].after - (entry != NULL);
        size_t known = labels->changed.count;
        if (touched[i].after != (entry != NULL) && (known == 0 || changed[known - 1] != touched[i].hash))
            changed[labels->changed.count++] = touched[i].hash;
    }
    return true;
}

bool labels_concern(const struct labels *labels, const struct chunk *chunk)
{
    const uint64_t *changed = labels->changed.items, *lookups = chunk_lookups(chunk);
    for (uint32_t i = 0; i < chunk->lookup_count; i++) {
        size_t low = 0, high = labels->changed.count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (changed[middle] == lookups[i])
                return true;
            if (changed[middle] < lookups[i])
                low = middle + 1;
            else
                high = middle;
        }
    }
    return false;
}
