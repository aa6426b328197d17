#include "CTensorKernels.h"

#include <math.h>
#include <string.h>

#if defined(__GLIBC__)
#include <malloc.h>
#endif

#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__)
#define CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define CLONES
#endif
#define INLINE static inline __attribute__((always_inline))

INLINE float from_bits(int32_t bits) {
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

INLINE int32_t to_bits(float x) {
    int32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

// eˣ = 2ⁿ · eʳ with |r| ≤ ½ log 2; eʳ = 1 + r + r² P(r), P interpolated at Chebyshev nodes. 2ⁿ is applied in two
// halves, so that results may be subnormal.
INLINE float exp_f(float x) {
    float clamped = x > 89.0f ? 89.0f : x;
    clamped = clamped < -104.0f ? -104.0f : clamped;
    float n = clamped * 1.44269504f + 12582912.0f - 12582912.0f;
    float r = clamped - n * 0.693359375f + n * 2.12194440e-4f;
    float p = 1.39262e-3f;
    p = p * r + 8.36317e-3f;
    p = p * r + 0.04166655f;
    p = p * r + 0.16666577f;
    p = p * r + 0.5f;
    float power = r * r * p + r + 1.0f;
    int32_t half = (int32_t)(n * 0.5f);
    int32_t rest = (int32_t)n - half;
    return power * from_bits((half + 127) << 23) * from_bits((rest + 127) << 23);
}

// log x = n log 2 + log(1 + f) with √½ ≤ 1 + f < √2; log(1 + f) = f − f²/2 + f³ P(f), P as above.
INLINE float log_f(float x) {
    float scaled = x < 1.17549435e-38f ? x * 8388608.0f : x;
    int32_t bits = to_bits(scaled);
    int32_t n = (bits - 0x3f3504f3) >> 23;
    float f = from_bits(bits - (int32_t)((uint32_t)n << 23)) - 1.0f;
    float exponent = (float)n - (x < 1.17549435e-38f ? 23.0f : 0.0f);
    float p = 0.06971611f;
    p = p * f - 0.11479734f;
    p = p * f + 0.1168542f;
    p = p * f - 0.12425687f;
    p = p * f + 0.14249058f;
    p = p * f - 0.16667802f;
    p = p * f + 0.20000716f;
    p = p * f - 0.24999997f;
    p = p * f + 0.33333331f;
    float result = f * f * f * p - exponent * 2.12194440e-4f - 0.5f * f * f + f + exponent * 0.693359375f;
    result = x == INFINITY ? INFINITY : result;
    result = x == 0.0f ? -INFINITY : result;
    return x >= 0.0f ? result : NAN;
}

// Near zero x + x³ P(x²), since the other form would cancel there.
INLINE float tanh_f(float x) {
    float s = x * x;
    float p = 2.29274e-3f;
    p = p * s - 8.34395e-3f;
    p = p * s + 0.02176892f;
    p = p * s - 0.05395926f;
    p = p * s + 0.13333304f;
    p = p * s - 0.33333333f;
    float small = x + x * s * p;
    float size = fabsf(x);
    float large = 1.0f - 2.0f / (exp_f(2.0f * size) + 1.0f);
    large = x < 0.0f ? -large : large;
    return size < 0.625f ? small : large;
}

// Steele, Lea, Flood, 2014: any element of the sequence by its number.
INLINE uint64_t split_mix(uint64_t state, ptrdiff_t number) {
    uint64_t z = state + (uint64_t)(number + 1) * 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

// Doubles serve to check; the C library is exact enough.
INLINE double exp_d(double x) { return exp(x); }
INLINE double log_d(double x) { return log(x); }
INLINE double tanh_d(double x) { return tanh(x); }

#define T float
#define S(name) name##_f
#define LIBM(name) name##f
#include "kernels.h"
#undef T
#undef S
#undef LIBM

#define T double
#define S(name) name##_d
#define LIBM(name) name
#include "kernels.h"

void tk_keep_freed(ptrdiff_t bytes) {
#if defined(__GLIBC__)
    int limit = bytes > INT32_MAX ? INT32_MAX : (int)bytes;
    // 32 MiB is the most that it takes; larger buffers still come from the system one by one.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, limit);
    mallopt(M_TOP_PAD, limit / 16);
#else
    (void)bytes;
#endif
}
