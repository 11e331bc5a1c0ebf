/* machine.h: which instructions this machine has beyond those that the compiler may take for granted.
 *
 * Nothing is kept: each question is answered from what is known already, so it can be asked for each call of the
 * library. glibc since 2.33 tells what its loader found out; CPUID itself would cost microseconds in a virtual machine,
 * and the compiler's own __builtin_cpu_supports would keep it in writable data of this library, filled in by a
 * constructor. Elsewhere the answer is what the compiler was told that every machine has. */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>
#include <stddef.h> /* tells whether the C library is glibc */

#if defined(__GNUC__) && defined(__x86_64__)
#define MACHINE_X86 1
#else
#define MACHINE_X86 0
#endif

#if MACHINE_X86 && defined(__GLIBC__) && defined(__GLIBC_PREREQ)
#if __GLIBC_PREREQ(2, 33)
#define MACHINE_LOADER_TELLS 1
#endif
#endif

#if defined(MACHINE_LOADER_TELLS)

#include <sys/platform/x86.h>

/* Beside AVX2 instructions on bits are used. All processors with it have them, but a virtual machine may hide any. */
static inline bool machine_has_avx2(void)
{
    return x86_cpu_active(x86_cpu_AVX2) && x86_cpu_active(x86_cpu_BMI1) && x86_cpu_active(x86_cpu_BMI2) &&
           x86_cpu_active(x86_cpu_POPCNT);
}

/* F and BW are used. */
static inline bool machine_has_avx512(void)
{
    return machine_has_avx2() && x86_cpu_active(x86_cpu_AVX512F) && x86_cpu_active(x86_cpu_AVX512BW);
}

/* VBMI tells apart the machines on which 512-bit instructions do not slow down the whole core (Intel since Ice Lake,
 * AMD since Zen 4). On the others the parse takes 7 to 12 per cent longer with them (docs/speed.md). */
static inline bool machine_likes_avx512(void)
{
    return machine_has_avx512() && x86_cpu_active(x86_cpu_AVX512_VBMI);
}

#else

static inline bool machine_has_avx2(void)
{
#if MACHINE_X86 && defined(__AVX2__) && defined(__BMI__) && defined(__BMI2__) && defined(__POPCNT__)
    return true;
#else
    return false;
#endif
}

static inline bool machine_has_avx512(void)
{
#if defined(__AVX512F__) && defined(__AVX512BW__)
    return machine_has_avx2();
#else
    return false;
#endif
}

static inline bool machine_likes_avx512(void)
{
#if defined(__AVX512VBMI__)
    return machine_has_avx512();
#else
    return false;
#endif
}

#endif

#endif
