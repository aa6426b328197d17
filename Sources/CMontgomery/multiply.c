#include "products.h"

#if defined(__x86_64__)

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

INLINE void copy(lanes *result, const lanes *value, size_t count) {
    for (size_t i = 0; i < count; i++) result[i] = value[i];
}

/// (a + b·N)(c + d·N) = ac + (ad + bc)·N modulo N²
IFMA static void multiply_pairs(const cmontgomery_modulus *modulus, lanes *result, const lanes *left,
                                const lanes *right, lanes *scratch) {
    const size_t size = half_registers(modulus);
    lanes *lower = scratch + size;
    multiply_half(modulus, lower, left, right, scratch);
    multiply_upper(modulus, result + size, left, right + size, left + size, right, NULL, scratch);
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
    multiply_upper(modulus, result + size, value, doubled, NULL, NULL, NULL, scratch);
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
