/* hints.h: what a condition mostly is, for the compiler. It lays out code for what it takes to be common, and copies
 * functions to where they are called often; but it guesses: a loop it takes for one of many rounds, a test of two
 * unequal things for true two times in three. Where that is wrong and costs, the condition says what is the case for
 * real documents (docs/speed.md tells how these places were found). None changes what a program does. */
#ifndef HINTS_H
#define HINTS_H

#ifdef __GNUC__
#define usually(condition) (__builtin_expect((condition) ? 1 : 0, 1))
#define rarely(condition)  (__builtin_expect((condition) ? 1 : 0, 0))
#else
#define usually(condition) (condition)
#define rarely(condition)  (condition)
#endif

/* Of a loop that often ends at once: neither. */
#if defined(__GNUC__) && defined(__has_builtin)
#if __has_builtin(__builtin_expect_with_probability)
#define evenly(condition) (__builtin_expect_with_probability((condition) ? 1 : 0, 1, 0.5))
#endif
#endif
#ifndef evenly
#define evenly(condition) (condition)
#endif

#endif
