#include "products.h"
#include "scratch.h"

#if defined(__x86_64__)

// A running product modulo N² is a pair (a, b) that stands for a·R^k − b·N·R^(k−1), with k = 2 for each number that went
// into it. One more number v, as it comes, is r·R − q·N (Montgomery 1985), and a·r = r′·R − q′·N, hence
//
//     (a·R^k − b·N·R^(k−1)) · v = r′·R^(k+2) − ((b·r + a·q) / R + q′) · N·R^(k+1)  modulo N²
//
// which is three products and three reductions of half the size: six eighths of what one Montgomery product of numbers as
// long as N² takes, and v needs no conversion. a and r are below 2N, b and q below R: their limbs are all in use.

/// sum += Σ left · right, where the left factor uses all limbs of its last block.
INLINE void add_full_products(const cmontgomery_modulus *modulus, lanes sum[2 * BLOCK], const lanes *left,
                              const lanes *right, size_t diagonal) {
    const size_t last = last_block(diagonal, modulus->blocks);
    for (size_t i = first_block(diagonal, modulus->blocks); i <= last; i++) {
        const size_t j = diagonal - i;
        if (is_half(modulus, j)) {
            add_tile(sum, left + BLOCK * i, right + BLOCK * j, BLOCK / 2);
        } else {
            add_tile(sum, left + BLOCK * i, right + BLOCK * j, BLOCK);
        }
    }
}

/// Subtracts R in the lanes where a number has something above it, and adds what R is modulo N.
INLINE void wrap(const cmontgomery_modulus *modulus, lanes *value, lanes above) {
    const __mmask8 exceeding = _mm512_test_epi64_mask(above, above);
    lanes carry = _mm512_setzero_si512();
    for (size_t i = 0; i < half_registers(modulus); i++) {
        const lanes n = _mm512_maskz_set1_epi64(exceeding, (long long)modulus->constants[i]);
        const lanes less = _mm512_maskz_set1_epi64(exceeding, (long long)negative_radix(modulus)[i]);
        const lanes limb = _mm512_add_epi64(_mm512_sub_epi64(_mm512_add_epi64(value[i], n), less), carry);
        value[i] = _mm512_and_si512(limb, limb_mask());
        carry = _mm512_srai_epi64(limb, LIMB_BITS);
    }
}

/// upper = (upper · remainder + quotient · lower) / R + shifted, modulo N and below R
INLINE void fold_upper(const cmontgomery_modulus *modulus, lanes *upper, const lanes *remainder, const lanes *quotient,
                       const lanes *lower, const lanes *shifted, lanes *scratch) {
    const size_t blocks = modulus->blocks;
    lanes sum[2 * BLOCK], carry = _mm512_setzero_si512();
    clear(sum);
    for (size_t diagonal = 0; diagonal < 2 * blocks; diagonal++) {
        add_full_products(modulus, sum, upper, remainder, diagonal);
        add_full_products(modulus, sum, quotient, lower, diagonal);
        if (diagonal >= blocks) add_limbs(sum, shifted + BLOCK * (diagonal - blocks));
        complete(modulus, sum, diagonal, upper, scratch, &carry);
    }
    // What was summed is below R + 5N.
    wrap(modulus, upper, carry);
}

/// Reads a running product, wherever it lies.
INLINE void load_product(const cmontgomery_modulus *modulus, lanes *value, const uint64_t *product) {
    for (size_t i = 0; i < registers(modulus); i++) value[i] = _mm512_loadu_si512(product + BLOCK * i);
}

IFMA void cmontgomery_fold(const cmontgomery_modulus *modulus, uint64_t *product, const uint64_t *rows, size_t count,
                           uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    const size_t half = half_registers(modulus);
    lanes *lower = at.value, *upper = at.value + half;
    lanes *remainder = at.factor, *quotient = at.factor + half;
    lanes *next = at.shared, *shifted = at.shared + half;
    const uint64_t *addresses[BLOCK];
    row_addresses(addresses, rows, modulus->row_words, count);
    load(at.shared, 2 * half, addresses, modulus->row_words, at.product);
    load_product(modulus, at.value, product);

    reduce_long(modulus, remainder, quotient, at.shared);
    multiply_half(modulus, next, lower, remainder, shifted);
    fold_upper(modulus, upper, remainder, quotient, lower, shifted, at.product);
    for (size_t i = 0; i < half; i++) {
        _mm512_storeu_si512(product + BLOCK * i, next[i]);
        _mm512_storeu_si512(product + BLOCK * (half + i), upper[i]);
    }
}

/// value = N − value for a number that is at most N.
INLINE void subtract_from_modulus(const cmontgomery_modulus *modulus, lanes *result, const lanes *value) {
    lanes carry = _mm512_setzero_si512();
    for (size_t i = 0; i < half_registers(modulus); i++) {
        const lanes n = _mm512_set1_epi64((long long)modulus->constants[i]);
        const lanes limb = _mm512_add_epi64(_mm512_sub_epi64(n, value[i]), carry);
        result[i] = _mm512_and_si512(limb, limb_mask());
        carry = _mm512_srai_epi64(limb, LIMB_BITS);
    }
}

/// Writes the rows of a pair that is not in Montgomery's form.
INLINE void store_pair(const cmontgomery_modulus *modulus, uint64_t *result, size_t rows, scratch_parts at) {
    make_canonical(modulus, at.value);
    expand(modulus, at.factor, at.value);
    store(result, modulus->row_words, modulus->row_words, rows, at.factor, registers(modulus));
}

IFMA void cmontgomery_unfold(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *product,
                             const uint64_t *factor, size_t rows, uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    const size_t half = half_registers(modulus);
    const uint64_t *addresses[BLOCK];
    load_product(modulus, at.value, product);
    reduce_short(modulus, at.shared, at.product, at.value + half);
    subtract_from_modulus(modulus, at.value + half, at.shared);
    row_addresses(addresses, factor, 0, 1);
    load_entries(modulus, at.factor, addresses, at);
    multiply(modulus, at.value, at.value, at.factor, at.product);
    store_pair(modulus, result, rows, at);
}

IFMA void cmontgomery_multiply_one_plus(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *entries,
                                        const uint64_t *multiples, size_t multiple_words, size_t rows,
                                        uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    const size_t half = half_registers(modulus);
    const uint64_t *addresses[BLOCK];
    row_addresses(addresses, entries, entry_words(modulus), rows);
    load_entries(modulus, at.shared, addresses, at);
    load_rows(modulus, at.factor, multiples, multiple_words, multiple_words, rows, at);
    // (a + b·N)(1 + m·N) / R: from a = r·R − q·N the lower half is r, the upper one (b + a·m − q) / R.
    reduce_short(modulus, at.value, at.product, at.shared);
    multiply_upper(modulus, at.value + half, at.shared, at.factor, NULL, NULL, at.shared + half, at.product);
    store_pair(modulus, result, rows, at);
}
#endif
