/* What the inner loops of models are compiled with: the file that includes this one is optimised for speed, and functions marked ISN_WIDE
 * are there once for each kind of processor. */
#ifndef ISN_LEARN_WIDE_H
#define ISN_LEARN_WIDE_H

/* Vector code for newer processors, chosen when the program starts; every version computes the same. */
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3", "no-trapping-math")
#if defined(__SANITIZE_ADDRESS__)
#define ISN_WIDE
#else
#define ISN_WIDE __attribute__((target_clones("avx512f", "avx2", "default")))
#endif
#else
#define ISN_WIDE
#endif
#endif
