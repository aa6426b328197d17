#include "scratch.h"

// One number at a time, its limbs spread over the lanes: limb i is in lane i mod 8 of register i / 8 (Gueron–Krasnov
// 2012). A product takes a fifth of the time that eight side by side take, so this is for a number that is alone.

/// A number modulo N takes `blocks` registers, a pair two such halves one after the other.
enum { KEY_2048 = 5, KEY_3072 = 8, KEY_4096 = 10 };

bool cmontgomery_can_spread(size_t words) {
    const size_t blocks = cmontgomery_radix_bits(words) / (LIMB_BITS * BLOCK);
    return blocks == KEY_2048 || blocks == KEY_3072 || blocks == KEY_4096;
}

#if defined(__x86_64__)

/// sum += wide · digit, the lower 52 bits of each product.
INLINE void add_low(lanes *sum, const lanes *wide, lanes digit, int blocks) {
#pragma clang loop unroll(full)
    for (int i = 0; i < blocks; i++) sum[i] = low(sum[i], wide[i], digit);
}

/// sum += wide · digit, the upper 52 bits of each product.
INLINE void add_high(lanes *sum, const lanes *wide, lanes digit, int blocks) {
#pragma clang loop unroll(full)
    for (int i = 0; i < blocks; i++) sum[i] = high(sum[i], wide[i], digit);
}

INLINE lanes shared_digit(const lanes *number, int i) { return _mm512_set1_epi64(((const long long *)number)[i]); }

/// Makes the lowest limb zero by adding a multiple of N, and leaves it behind. Returns the multiple, in all lanes.
INLINE lanes reduce_limb(lanes *sum, const lanes *n, lanes inverse, int blocks) {
    const lanes multiples = low(_mm512_setzero_si512(), sum[0], inverse);
    const lanes quotient = _mm512_broadcastq_epi64(_mm512_castsi512_si128(multiples));
    add_low(sum, n, quotient, blocks);
    const lanes carry = _mm512_maskz_srai_epi64(1, sum[0], LIMB_BITS);
#pragma clang loop unroll(full)
    for (int i = 0; i < blocks; i++) {
        sum[i] = _mm512_alignr_epi64(i + 1 < blocks ? sum[i + 1] : _mm512_setzero_si512(), sum[i], 1);
    }
    sum[0] = _mm512_add_epi64(sum[0], carry);
    return quotient;
}

/// Writes limbs below 2^52. A limb may be negative, the number is not.
static void normalise(lanes *result, const lanes *sum, int blocks) {
    int64_t carry = 0, *limbs = (int64_t *)result;
    for (int i = 0; i < blocks; i++) result[i] = sum[i];
    for (int i = 0; i < BLOCK * blocks; i++) {
        const int64_t limb = limbs[i] + carry;
        limbs[i] = limb & (((int64_t)1 << LIMB_BITS) - 1);
        carry = limb >> LIMB_BITS;
    }
}

/// A modulus, and what its numbers take.
typedef struct {
    const lanes *n;
    lanes inverse;
    int blocks;
    bool is_pair;
} spread_modulus;

/// result = left · right / R modulo N, limb by limb of the right factor.
INLINE void multiply_numbers(spread_modulus modulus, lanes *result, const lanes *left, const lanes *right,
                             int blocks) {
    lanes sum[KEY_4096];
    for (int i = 0; i < blocks; i++) sum[i] = _mm512_setzero_si512();
    for (int i = 0; i < BLOCK * blocks; i++) {
        const lanes digit = shared_digit(right, i);
        add_low(sum, left, digit, blocks);
        const lanes quotient = reduce_limb(sum, modulus.n, modulus.inverse, blocks);
        add_high(sum, left, digit, blocks);
        add_high(sum, modulus.n, quotient, blocks);
    }
    normalise(result, sum, blocks);
}

/// result = (a + b·N)(c + d·N) / R modulo N². The lower half's quotient q, from ac = r·R − q·N, is taken from the upper
/// half as soon as it is known. Where `doubled` is 2b, both factors are the same, and ad + bc = 2b·c.
INLINE void multiply_spread_pairs(spread_modulus modulus, lanes *result, const lanes *left, const lanes *right,
                                  const lanes *doubled, int blocks) {
    const lanes *n = modulus.n, *cross = doubled != NULL ? doubled : left + blocks;
    lanes lower[KEY_4096], upper[KEY_4096];
    for (int i = 0; i < blocks; i++) lower[i] = upper[i] = _mm512_setzero_si512();
    for (int i = 0; i < BLOCK * blocks; i++) {
        const lanes digit = shared_digit(right, i), upper_digit = shared_digit(right + blocks, i);
        add_low(lower, left, digit, blocks);
        const lanes quotient = reduce_limb(lower, n, modulus.inverse, blocks);
        add_high(lower, left, digit, blocks);
        add_high(lower, n, quotient, blocks);

        add_low(upper, cross, digit, blocks);
        if (doubled == NULL) add_low(upper, left, upper_digit, blocks);
        upper[0] = _mm512_mask_sub_epi64(upper[0], 1, upper[0], quotient);
        const lanes upper_quotient = reduce_limb(upper, n, modulus.inverse, blocks);
        add_high(upper, cross, digit, blocks);
        if (doubled == NULL) add_high(upper, left, upper_digit, blocks);
        add_high(upper, n, upper_quotient, blocks);
    }
    normalise(result, lower, blocks);
    normalise(result + blocks, upper, blocks);
}

/// result = 2 · value, limbs below 2^52.
INLINE void double_limbs(lanes *result, const lanes *value, int blocks) {
    lanes below = _mm512_setzero_si512();
    for (int i = 0; i < blocks; i++) {
        const lanes carry = _mm512_srli_epi64(_mm512_alignr_epi64(value[i], below, BLOCK - 1), LIMB_BITS - 1);
        result[i] = _mm512_or_si512(_mm512_and_si512(_mm512_slli_epi64(value[i], 1), limb_mask()), carry);
        below = value[i];
    }
}

INLINE void multiply_blocks(spread_modulus modulus, lanes *result, const lanes *left, const lanes *right,
                            int blocks) {
    if (!modulus.is_pair) return multiply_numbers(modulus, result, left, right, blocks);
    if (left != right) return multiply_spread_pairs(modulus, result, left, right, NULL, blocks);
    lanes doubled[KEY_4096];
    double_limbs(doubled, left + blocks, blocks);
    multiply_spread_pairs(modulus, result, left, right, doubled, blocks);
}

/// result = left · right / R. The result may be an operand.
IFMA static void multiply_spread(spread_modulus modulus, lanes *result, const lanes *left, const lanes *right) {
    switch (modulus.blocks) {
    case KEY_2048: return multiply_blocks(modulus, result, left, right, KEY_2048);
    case KEY_3072: return multiply_blocks(modulus, result, left, right, KEY_3072);
    case KEY_4096: return multiply_blocks(modulus, result, left, right, KEY_4096);
    }
}

/// Takes a number out of the first lane.
static void collect(lanes *result, const lanes *value, int count) {
    for (int i = 0; i < BLOCK * count; i++) ((uint64_t *)result)[i] = ((const uint64_t *)(value + i))[0];
}

/// result = the entry of this number. Every entry is read.
INLINE void select_spread(lanes *result, const lanes *table, size_t entries, uint64_t digit, int size) {
    for (int i = 0; i < size; i++) {
        lanes x = table[i];
        for (size_t entry = 1; entry < entries; entry++) {
            const __mmask8 chosen =
                _mm512_cmpeq_epi64_mask(_mm512_set1_epi64((long long)digit), _mm512_set1_epi64((long long)entry));
            x = _mm512_mask_mov_epi64(x, chosen, table[entry * (size_t)size + (size_t)i]);
        }
        result[i] = x;
    }
}

/// table[0] = 1 and table[1] = the base, by way of numbers side by side.
INLINE void enter_spread(const cmontgomery_modulus *modulus, lanes *table, const uint64_t *base, size_t base_words,
                         int size, scratch_parts at) {
    load_residues(modulus, at.value, base, base_words, base_words, 1, at);
    collect(table + size, at.value, size);
    set_one(modulus, at.factor);
    broadcast(modulus, at.value, r_squared(modulus));
    multiply(modulus, at.value, at.value, at.factor, at.product);
    collect(table, at.value, size);
}

// Fixed windows, as `cmontgomery_power`.
IFMA void cmontgomery_spread_power(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *base,
                                   size_t base_words, const uint64_t *exponent, size_t exponent_bits,
                                   uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    const int blocks = (int)modulus->blocks, size = blocks * (int)modulus->halves;
    const unsigned window = window_bits(exponent_bits);
    const size_t entries = (size_t)1 << window;
    lanes *table = at.table, *value = table + entries * (size_t)size, *factor = value + size;
    lanes n[KEY_4096];
    for (int i = 0; i < blocks; i++) n[i] = _mm512_loadu_si512(modulus->constants + BLOCK * i);
    const lanes inverse = _mm512_set1_epi64((long long)modulus->inverse);
    const spread_modulus spread = {n, inverse, blocks, modulus->halves == 2};
    enter_spread(modulus, table, base, base_words, size, at);
    for (size_t entry = 2; entry < entries; entry++) {
        multiply_spread(spread, table + entry * (size_t)size, table + (entry - 1) * (size_t)size, table + size);
    }

    size_t bit = (exponent_bits - 1) / window * window;
    select_spread(value, table, entries, window_digit(exponent, bit, (unsigned)(exponent_bits - bit)), size);
    while (bit > 0) {
        bit -= window;
        for (unsigned i = 0; i < window; i++) multiply_spread(spread, value, value, value);
        select_spread(factor, table, entries, window_digit(exponent, bit, window), size);
        multiply_spread(spread, value, value, factor);
    }
    broadcast(modulus, at.value, (const uint64_t *)value);
    store_residues(modulus, result, modulus->row_words, 1, at);
}
#endif
