#include "tiles.h"

#if defined(__x86_64__)

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

// Products of different limbs are summed once and doubled, before what the last window left is added.
INLINE void square_half(const cmontgomery_modulus *modulus, lanes *result, const lanes *value, lanes *quotients) {
    const size_t blocks = modulus->blocks;
    lanes sum[2 * BLOCK], held[BLOCK], carry = _mm512_setzero_si512();
    clear(sum);
    for (size_t diagonal = 0; diagonal < 2 * blocks; diagonal++) {
        const lanes *middle = value + BLOCK * (diagonal / 2);
        const bool has_middle = diagonal % 2 == 0 && diagonal / 2 < blocks;
#pragma clang loop unroll(full)
        for (int i = 0; i < BLOCK; i++) held[i] = sum[i];
        clear(sum);
        for (size_t i = first_block(diagonal, blocks); 2 * i < diagonal; i++) {
            add_blocks(modulus, sum, value, i, value, diagonal - i);
        }
        if (has_middle) add_triangle(sum, middle);
#pragma clang loop unroll(full)
        for (int i = 0; i < 2 * BLOCK; i++) sum[i] = _mm512_add_epi64(sum[i], sum[i]);
#pragma clang loop unroll(full)
        for (int i = 0; i < BLOCK; i++) sum[i] = _mm512_add_epi64(sum[i], held[i]);
        if (has_middle) add_squares(sum, middle);
        complete(modulus, sum, diagonal, result, quotients, &carry);
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

/// The upper half of a product: result = (Σ left · right + the negated quotients) / R mod N. A product of lower halves
/// is ac = r·R − q·N, so r is the lower half and −q belongs to the upper one.
INLINE void multiply_upper(const cmontgomery_modulus *modulus, lanes *result, const lanes *left, const lanes *right,
                           const lanes *other_left, const lanes *other_right, lanes *quotients) {
    const size_t blocks = modulus->blocks;
    const lanes above = negate(modulus, quotients);
    lanes sum[2 * BLOCK], carry = _mm512_setzero_si512();
    clear(sum);
    for (size_t diagonal = 0; diagonal < 2 * blocks; diagonal++) {
        add_products(modulus, sum, left, right, diagonal);
        if (other_left != NULL) add_products(modulus, sum, other_left, other_right, diagonal);
        if (diagonal < blocks) {
#pragma clang loop unroll(full)
            for (int i = 0; i < BLOCK; i++) sum[i] = _mm512_add_epi64(sum[i], quotients[BLOCK * diagonal + i]);
        }
        if (diagonal == blocks) sum[0] = _mm512_add_epi64(sum[0], above);
        complete(modulus, sum, diagonal, result, quotients, &carry);
    }
}

INLINE void copy(lanes *result, const lanes *value, size_t count) {
    for (size_t i = 0; i < count; i++) result[i] = value[i];
}

/// (a + b·N)(c + d·N) = ac + (ad + bc)·N modulo N²
IFMA static void multiply_pairs(const cmontgomery_modulus *modulus, lanes *result, const lanes *left,
                                const lanes *right, lanes *scratch) {
    const size_t size = half_registers(modulus);
    lanes *lower = scratch + size;
    multiply_half(modulus, lower, left, right, scratch);
    multiply_upper(modulus, result + size, left, right + size, left + size, right, scratch);
    copy(result, lower, size);
}

/// (a + b·N)² = a² + a·2b·N modulo N²
IFMA static void square_pairs(const cmontgomery_modulus *modulus, lanes *result, const lanes *value, lanes *scratch) {
    const size_t size = half_registers(modulus);
    lanes *lower = scratch + size, *doubled = scratch + 2 * size, carry = _mm512_setzero_si512();
    for (size_t i = 0; i < size; i++) {
        const lanes limb = _mm512_add_epi64(_mm512_add_epi64(value[size + i], value[size + i]), carry);
        doubled[i] = _mm512_and_si512(limb, limb_mask());
        carry = _mm512_srli_epi64(limb, LIMB_BITS);
    }
    square_half(modulus, lower, value, scratch);
    multiply_upper(modulus, result + size, value, doubled, NULL, NULL, scratch);
    copy(result, lower, size);
}

IFMA void multiply(const cmontgomery_modulus *modulus, lanes *result, const lanes *left, const lanes *right,
                   lanes *scratch) {
    if (modulus->halves == 2) return multiply_pairs(modulus, result, left, right, scratch);
    multiply_half(modulus, result, left, right, scratch);
}

IFMA void square(const cmontgomery_modulus *modulus, lanes *result, const lanes *value, lanes *scratch) {
    if (modulus->halves == 2) return square_pairs(modulus, result, value, scratch);
    square_half(modulus, result, value, scratch);
}

IFMA void expand(const cmontgomery_modulus *modulus, lanes *result, const lanes *pair) {
    const size_t blocks = modulus->blocks;
    lanes sum[2 * BLOCK], carry = _mm512_setzero_si512();
    clear(sum);
    for (size_t diagonal = 0; diagonal < 2 * blocks; diagonal++) {
        for (size_t i = first_block(diagonal, blocks); i <= last_block(diagonal, blocks); i++) {
            const lanes *upper = pair + BLOCK * (blocks + i);
            add_shared_tile(sum, upper, modulus->constants + BLOCK * (diagonal - i), BLOCK);
        }
        if (diagonal < blocks) {
#pragma clang loop unroll(full)
            for (int i = 0; i < BLOCK; i++) sum[i] = _mm512_add_epi64(sum[i], pair[BLOCK * diagonal + i]);
        }
        emit_block(sum, result + BLOCK * diagonal, &carry);
        move_window(sum);
    }
}
#endif
