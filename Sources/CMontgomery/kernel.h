// What the files of this target share: eight numbers at once, a limb a register (see CMontgomery.h).
#pragma once

#include "CMontgomery.h"

enum { LIMB_BITS = 52, BLOCK = 8 };

/// How many bits of an exponent select one entry of a power's table.
static inline unsigned window_bits(size_t exponent_bits) {
    return exponent_bits > 320 ? 5 : exponent_bits > 64 ? 4 : 2;
}

#if defined(__x86_64__)
#include <immintrin.h>

// The whole target is compiled for any x86-64; these functions run only where `cmontgomery_is_supported`.
#define IFMA __attribute__((target("avx512f,avx512ifma")))
#define INLINE IFMA static inline __attribute__((always_inline))

/// One limb of eight numbers.
typedef __m512i lanes;

/// The lower 52 bits of a product, and the upper ones, added to a sum.
INLINE lanes low(lanes sum, lanes x, lanes y) { return _mm512_madd52lo_epu64(sum, x, y); }
INLINE lanes high(lanes sum, lanes x, lanes y) { return _mm512_madd52hi_epu64(sum, x, y); }

INLINE lanes limb_mask(void) { return _mm512_set1_epi64((1LL << LIMB_BITS) - 1); }

/// How many registers a number modulo N takes: whole blocks, the upper half of the last one zero where `limbs` says so.
static inline size_t half_registers(const cmontgomery_modulus *modulus) { return BLOCK * modulus->blocks; }

/// How many registers a number takes, a pair two halves.
static inline size_t registers(const cmontgomery_modulus *modulus) {
    return half_registers(modulus) * modulus->halves;
}

static inline const uint64_t *negative_radix(const cmontgomery_modulus *modulus) {
    return modulus->constants + half_registers(modulus);
}

static inline const uint64_t *r_squared(const cmontgomery_modulus *modulus) {
    return modulus->constants + 2 * half_registers(modulus);
}

static inline const uint64_t *r_shifted(const cmontgomery_modulus *modulus) {
    return r_squared(modulus) + registers(modulus);
}

/// The words of an entry of a table.
static inline size_t entry_words(const cmontgomery_modulus *modulus) { return modulus->words * modulus->halves; }

/// The first aligned place in scratch.
static inline lanes *aligned(uint64_t *scratch) { return (lanes *)(((uintptr_t)scratch + 63) & ~(uintptr_t)63); }

/// result = left · right / R. Needs three times `half_registers` registers; the result may be an operand.
IFMA void multiply(const cmontgomery_modulus *modulus, lanes *result, const lanes *left, const lanes *right,
                   lanes *scratch);

/// result = value² / R, sooner. Needs three times `half_registers` registers; the result may be the operand.
IFMA void square(const cmontgomery_modulus *modulus, lanes *result, const lanes *value, lanes *scratch);

/// Makes a + b·N of a pair, in twice `half_registers` registers.
IFMA void expand(const cmontgomery_modulus *modulus, lanes *result, const lanes *pair);

/// result = left + right, without reduction. The result may be an operand.
IFMA void add(const cmontgomery_modulus *modulus, lanes *result, const lanes *left, const lanes *right);

/// Makes a number canonical that is below 2N, or whose halves are.
IFMA void make_canonical(const cmontgomery_modulus *modulus, lanes *value);

/// Puts one number of limbs into all lanes.
IFMA void broadcast(const cmontgomery_modulus *modulus, lanes *result, const uint64_t *limbs);

/// result = 1 in all lanes, not in Montgomery's form.
IFMA void set_one(const cmontgomery_modulus *modulus, lanes *result);

/// Reads eight rows of `words` words into `count` limbs, zeros above. Needs `words` + 8 registers of scratch.
IFMA void load(lanes *result, size_t count, const uint64_t *const rows[BLOCK], size_t words, lanes *scratch);

/// Writes numbers of `count` limbs as rows of `words` words, `stride` words apart.
IFMA void store(uint64_t *rows, size_t stride, size_t words, size_t row_count, const lanes *value, size_t count);

/// The addresses of up to eight rows; lanes without one repeat the last.
static inline void row_addresses(const uint64_t *addresses[BLOCK], const uint64_t *rows, size_t stride, size_t count) {
    for (size_t lane = 0; lane < BLOCK; lane++) addresses[lane] = rows + (lane < count ? lane : count - 1) * stride;
}
#endif
