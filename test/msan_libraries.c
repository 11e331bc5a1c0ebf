/* msan_libraries.c: for clang's memory sanitizer, which knows nothing of what libraries that it did not compile have
 * written: says that their results are initialised. The names with two underscores are the linker's (-Wl,--wrap). */
#include <sanitizer/msan_interface.h>
#include <utf8proc.h>
#include <xxhash.h>

utf8proc_category_t __real_utf8proc_category(utf8proc_int32_t character);
utf8proc_category_t __wrap_utf8proc_category(utf8proc_int32_t character);
utf8proc_ssize_t __real_utf8proc_decompose_char(utf8proc_int32_t character, utf8proc_int32_t *out,
                                                utf8proc_ssize_t size, utf8proc_option_t options, int *boundary);
utf8proc_ssize_t __wrap_utf8proc_decompose_char(utf8proc_int32_t character, utf8proc_int32_t *out,
                                                utf8proc_ssize_t size, utf8proc_option_t options, int *boundary);
utf8proc_ssize_t __real_utf8proc_iterate(const utf8proc_uint8_t *text, utf8proc_ssize_t size,
                                         utf8proc_int32_t *character);
utf8proc_ssize_t __wrap_utf8proc_iterate(const utf8proc_uint8_t *text, utf8proc_ssize_t size,
                                         utf8proc_int32_t *character);
utf8proc_int32_t __real_utf8proc_tolower(utf8proc_int32_t character);
utf8proc_int32_t __wrap_utf8proc_tolower(utf8proc_int32_t character);
utf8proc_ssize_t __real_utf8proc_encode_char(utf8proc_int32_t character, utf8proc_uint8_t *to);
utf8proc_ssize_t __wrap_utf8proc_encode_char(utf8proc_int32_t character, utf8proc_uint8_t *to);
XXH64_hash_t __real_XXH3_64bits(const void *data, size_t size);
XXH64_hash_t __wrap_XXH3_64bits(const void *data, size_t size);
XXH128_hash_t __real_XXH3_128bits_withSeed(const void *data, size_t size, XXH64_hash_t seed);
XXH128_hash_t __wrap_XXH3_128bits_withSeed(const void *data, size_t size, XXH64_hash_t seed);

utf8proc_category_t __wrap_utf8proc_category(utf8proc_int32_t character)
{
    utf8proc_category_t category = __real_utf8proc_category(character);
    __msan_unpoison(&category, sizeof category);
    return category;
}

utf8proc_ssize_t __wrap_utf8proc_decompose_char(utf8proc_int32_t character, utf8proc_int32_t *out,
                                                utf8proc_ssize_t size, utf8proc_option_t options, int *boundary)
{
    utf8proc_ssize_t count = __real_utf8proc_decompose_char(character, out, size, options, boundary);
    __msan_unpoison(&count, sizeof count);
    for (utf8proc_ssize_t i = 0; i < count && i < size; i++)
        __msan_unpoison(&out[i], sizeof out[i]);
    return count;
}

utf8proc_ssize_t __wrap_utf8proc_iterate(const utf8proc_uint8_t *text, utf8proc_ssize_t size,
                                         utf8proc_int32_t *character)
{
    __msan_check_mem_is_initialized(text, size > 0 ? (size_t)size : 0);
    utf8proc_ssize_t length = __real_utf8proc_iterate(text, size, character);
    __msan_unpoison(&length, sizeof length);
    __msan_unpoison(character, sizeof *character);
    return length;
}

utf8proc_int32_t __wrap_utf8proc_tolower(utf8proc_int32_t character)
{
    utf8proc_int32_t lower = __real_utf8proc_tolower(character);
    __msan_unpoison(&lower, sizeof lower);
    return lower;
}

utf8proc_ssize_t __wrap_utf8proc_encode_char(utf8proc_int32_t character, utf8proc_uint8_t *to)
{
    utf8proc_ssize_t length = __real_utf8proc_encode_char(character, to);
    __msan_unpoison(&length, sizeof length);
    __msan_unpoison(to, length > 0 ? (size_t)length : 0);
    return length;
}

/* What is hashed must be initialised, which the library itself cannot tell the sanitizer. */
XXH64_hash_t __wrap_XXH3_64bits(const void *data, size_t size)
{
    __msan_check_mem_is_initialized(data, size);
    XXH64_hash_t hash = __real_XXH3_64bits(data, size);
    __msan_unpoison(&hash, sizeof hash);
    return hash;
}

XXH128_hash_t __wrap_XXH3_128bits_withSeed(const void *data, size_t size, XXH64_hash_t seed)
{
    __msan_check_mem_is_initialized(data, size);
    XXH128_hash_t hash = __real_XXH3_128bits_withSeed(data, size, seed);
    __msan_unpoison(&hash, sizeof hash);
    return hash;
}
