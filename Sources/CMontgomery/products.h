// Products modulo N of numbers in limbs, which `multiply.c` and `fold.c` are made of.
#pragma once

#include "tiles.h"

#if defined(__x86_64__)

/// sum += eight limbs
INLINE void add_limbs(lanes sum[2 * BLOCK], const lanes limbs[BLOCK]) {
#pragma clang loop unroll(full)
    for (int i = 0; i < BLOCK; i++) sum[i] = _mm512_add_epi64(sum[i], limbs[i]);
}

INLINE void add_products(const cmontgomery_modulus *modulus, lanes sum[2 * BLOCK], const lanes *left,
                         const lanes *right, size_t diagonal) {
    const size_t last = last_block(diagonal, modulus->blocks);
    for (size_t i = first_block(diagonal, modulus->blocks); i <= last; i++) {
        add_blocks(modulus, sum, left, i, right, diagonal - i);
    }
}

// A block of the result is written when no tile needs that block of a factor any more, hence in place if need be.
INLINE void multiply_half(const cmontgomery_modulus *modulus, lanes *result, const lanes *left, const lanes *right,
                          lanes *quotients) {
    lanes sum[2 * BLOCK], carry = _mm512_setzero_si512();
    clear(sum);
    for (size_t diagonal = 0; diagonal < 2 * modulus->blocks; diagonal++) {
        add_products(modulus, sum, left, right, diagonal);
        complete(modulus, sum, diagonal, result, quotients, &carry);
    }
}

/// value = remainder · R − quotient · N, for a number of twice as many limbs. The remainder may not lie where the number
/// does.
INLINE void reduce_long(const cmontgomery_modulus *modulus, lanes *remainder, lanes *quotient, const lanes *value) {
    lanes sum[2 * BLOCK], carry = _mm512_setzero_si512();
    clear(sum);
    for (size_t diagonal = 0; diagonal < 2 * modulus->blocks; diagonal++) {
        add_limbs(sum, value + BLOCK * diagonal);
        complete(modulus, sum, diagonal, remainder, quotient, &carry);
    }
}

/// value = remainder · R − quotient · N, for a number below R.
INLINE void reduce_short(const cmontgomery_modulus *modulus, lanes *remainder, lanes *quotient, const lanes *value) {
    lanes sum[2 * BLOCK], carry = _mm512_setzero_si512();
    clear(sum);
    for (size_t diagonal = 0; diagonal < 2 * modulus->blocks; diagonal++) {
        if (diagonal < modulus->blocks) add_limbs(sum, value + BLOCK * diagonal);
        complete(modulus, sum, diagonal, remainder, quotient, &carry);
    }
}

/// number = −number mod N for a number below R: −R mod N, less the number, plus R. Returns what exceeds R.
INLINE lanes negate(const cmontgomery_modulus *modulus, lanes *number) {
    lanes carry = _mm512_setzero_si512();
    for (size_t i = 0; i < half_registers(modulus); i++) {
        const lanes constant = _mm512_set1_epi64((long long)negative_radix(modulus)[i]);
        const lanes difference = _mm512_add_epi64(_mm512_sub_epi64(constant, number[i]), carry);
        number[i] = _mm512_and_si512(difference, limb_mask());
        carry = _mm512_srai_epi64(difference, LIMB_BITS);
    }
    return _mm512_add_epi64(carry, _mm512_set1_epi64(1));
}

/// The upper half of a product: result = (Σ left · right + addend + the negated quotients) / R mod N. A product of lower
/// halves is ac = r·R − q·N, so r is the lower half and −q belongs to the upper one.
INLINE void multiply_upper(const cmontgomery_modulus *modulus, lanes *result, const lanes *left, const lanes *right,
                           const lanes *other_left, const lanes *other_right, const lanes *addend,
                           lanes *quotients) {
    const size_t blocks = modulus->blocks;
    const lanes above = negate(modulus, quotients);
    lanes sum[2 * BLOCK], carry = _mm512_setzero_si512();
    clear(sum);
    for (size_t diagonal = 0; diagonal < 2 * blocks; diagonal++) {
        add_products(modulus, sum, left, right, diagonal);
        if (other_left != NULL) add_products(modulus, sum, other_left, other_right, diagonal);
        if (diagonal < blocks) {
            add_limbs(sum, quotients + BLOCK * diagonal);
            if (addend != NULL) add_limbs(sum, addend + BLOCK * diagonal);
        }
        if (diagonal == blocks) sum[0] = _mm512_add_epi64(sum[0], above);
        complete(modulus, sum, diagonal, result, quotients, &carry);
    }
}
#endif
