#include "kernel.h"

bool cmontgomery_is_supported(void) {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512ifma");
#else
    return false;
#endif
}

/// Limbs for any number of so many words and 16 bits, in halves of a block.
static size_t limb_count(size_t words) {
    const size_t limbs = (64 * words + 16 + LIMB_BITS - 1) / LIMB_BITS;
    return (limbs + BLOCK / 2 - 1) / (BLOCK / 2) * (BLOCK / 2);
}

static size_t block_count(size_t words) { return (limb_count(words) + BLOCK - 1) / BLOCK; }

size_t cmontgomery_radix_bits(size_t words) { return LIMB_BITS * BLOCK * block_count(words); }

size_t cmontgomery_modulus_size(size_t words) {
    return sizeof(cmontgomery_modulus) + 3 * BLOCK * block_count(words) * sizeof(uint64_t);
}

/// Cuts a row into limbs.
static void split(uint64_t *limbs, size_t count, const uint64_t *row, size_t words) {
    for (size_t i = 0; i < count; i++) {
        const size_t word = LIMB_BITS * i / 64, shift = LIMB_BITS * i % 64;
        uint64_t limb = word < words ? row[word] >> shift : 0;
        if (shift > 64 - LIMB_BITS && word + 1 < words) limb |= row[word + 1] << (64 - shift);
        limbs[i] = limb & (((uint64_t)1 << LIMB_BITS) - 1);
    }
}

void cmontgomery_prepare(cmontgomery_modulus *modulus, const uint64_t *n, const uint64_t *r_squared,
                         const uint64_t *r_shifted, size_t words) {
    const size_t blocks = block_count(words), count = BLOCK * blocks;
    uint64_t inverse = n[0];  // right in three bits; each step doubles them (Newton)
    for (int i = 0; i < 5; i++) inverse *= 2 - n[0] * inverse;
    modulus->words = words;
    modulus->limbs = limb_count(words);
    modulus->blocks = blocks;
    modulus->inverse = -inverse & (((uint64_t)1 << LIMB_BITS) - 1);
    split(modulus->constants, count, n, words);
    split(modulus->constants + count, count, r_squared, words);
    split(modulus->constants + 2 * count, count, r_shifted, words);
}

// Scratch is counted in registers: numbers of 8 · blocks, and one row of words while it is cut (`words` ≤ limbs).
enum { NUMBERS = 4, ALIGNMENT = 8 };

size_t cmontgomery_scratch_words(size_t words) {
    return ALIGNMENT + BLOCK * (NUMBERS + 1) * (BLOCK * block_count(words) + BLOCK);
}

size_t cmontgomery_power_scratch_words(size_t words) {
    return cmontgomery_scratch_words(words) + BLOCK * 32 * BLOCK * block_count(words);
}

size_t cmontgomery_comb_digit(const uint64_t *exponent, const cmontgomery_comb_shape *shape, size_t column) {
    size_t digit = 0;
    for (size_t tooth = 0; tooth < shape->teeth; tooth++) {
        const size_t bit = tooth * shape->spacing + column;
        if (bit < shape->exponent_bits) digit |= (size_t)(exponent[bit / 64] >> bit % 64 & 1) << tooth;
    }
    return digit;
}
