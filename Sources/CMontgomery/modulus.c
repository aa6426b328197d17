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

size_t cmontgomery_modulus_size(size_t words, bool is_squared) {
    const size_t numbers = is_squared ? 6 : 4;
    return sizeof(cmontgomery_modulus) + numbers * BLOCK * block_count(words) * sizeof(uint64_t);
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

void cmontgomery_prepare(cmontgomery_modulus *modulus, cmontgomery_constants constants, size_t words,
                         size_t row_words, bool is_squared) {
    const size_t blocks = block_count(words), count = BLOCK * blocks, halves = is_squared ? 2 : 1;
    uint64_t inverse = constants.n[0];  // right in three bits; each step doubles them (Newton)
    for (int i = 0; i < 5; i++) inverse *= 2 - constants.n[0] * inverse;
    modulus->words = words;
    modulus->row_words = row_words;
    modulus->limbs = limb_count(words);
    modulus->blocks = blocks;
    modulus->halves = halves;
    modulus->inverse = -inverse & (((uint64_t)1 << LIMB_BITS) - 1);
    uint64_t *limbs = modulus->constants;
    split(limbs, count, constants.n, words);
    split(limbs + count, count, constants.negative_radix, words);
    for (size_t half = 0; half < halves; half++) {
        split(limbs + (2 + half) * count, count, constants.r_squared + half * words, words);
        split(limbs + (2 + halves + half) * count, count, constants.r_shifted + half * words, words);
    }
}

// In registers: three numbers, three halves for a product, and one row of words while it is cut (`words` ≤ limbs); a
// pair that is expanded takes the place of two halves.
enum { ALIGNMENT = 8 };

size_t cmontgomery_scratch_words(size_t words, bool is_squared) {
    const size_t half = BLOCK * block_count(words), halves = is_squared ? 2 : 1;
    return ALIGNMENT + BLOCK * ((3 * halves + 4) * half + BLOCK);
}

size_t cmontgomery_chain_scratch_words(size_t words, bool is_squared, size_t numbers) {
    const size_t half = BLOCK * block_count(words), halves = is_squared ? 2 : 1;
    return cmontgomery_scratch_words(words, is_squared) + BLOCK * numbers * halves * half;
}

size_t cmontgomery_power_scratch_words(size_t words, bool is_squared, size_t exponent_bits, size_t bases) {
    const size_t tables = (bases + BLOCK - 1) / BLOCK;
    return cmontgomery_chain_scratch_words(words, is_squared, tables << window_bits(exponent_bits));
}

size_t cmontgomery_bank_words(size_t words, bool is_squared, const cmontgomery_comb_shape *shape) {
    const size_t half = BLOCK * block_count(words), halves = is_squared ? 2 : 1;
    return ALIGNMENT + BLOCK * (shape->tables << shape->teeth) * halves * half;
}

size_t cmontgomery_product_words(size_t words) { return BLOCK * 2 * BLOCK * block_count(words); }

size_t cmontgomery_comb_digit(const uint64_t *exponent, const cmontgomery_comb_shape *shape, size_t column) {
    size_t digit = 0;
    for (size_t tooth = 0; tooth < shape->teeth; tooth++) {
        const size_t bit = tooth * shape->spacing + column;
        if (bit < shape->exponent_bits) digit |= (size_t)(exponent[bit / 64] >> bit % 64 & 1) << tooth;
    }
    return digit;
}
