// Sums of products in registers, the inner loops of `multiply.c`.
#pragma once

#include "kernel.h"

#if defined(__x86_64__)

// The product and its reduction are summed column by column: sixteen columns are in registers at a time, and tiles of
// eight limbs by eight along an anti-diagonal all add to the same sixteen. Then the lower eight are complete, and the
// window moves up by eight. A column takes at most 6 · limbs products of 52 bits (and carries), so 64 bits are plenty.

/// sum += wide[0…7] · y · 2^(52 · column)
INLINE void add_row(lanes sum[2 * BLOCK], const lanes wide[BLOCK], lanes y, int column) {
#pragma clang loop unroll(full)
    for (int i = 0; i < BLOCK; i++) sum[column + i] = low(sum[column + i], wide[i], y);
#pragma clang loop unroll(full)
    for (int i = 0; i < BLOCK; i++) sum[column + i + 1] = high(sum[column + i + 1], wide[i], y);
}

/// sum += wide[0…7] · narrow[0…count − 1]
INLINE void add_tile(lanes sum[2 * BLOCK], const lanes *wide, const lanes *narrow, int count) {
    lanes x[BLOCK];
#pragma clang loop unroll(full)
    for (int i = 0; i < BLOCK; i++) x[i] = wide[i];
#pragma clang loop unroll(full)
    for (int j = 0; j < count; j++) add_row(sum, x, narrow[j], j);
}

/// sum += wide[0…7] · narrow[0…count − 1], the second factor being the same in all lanes.
INLINE void add_shared_tile(lanes sum[2 * BLOCK], const lanes *wide, const uint64_t *narrow, int count) {
    lanes x[BLOCK];
#pragma clang loop unroll(full)
    for (int i = 0; i < BLOCK; i++) x[i] = wide[i];
#pragma clang loop unroll(full)
    for (int j = 0; j < count; j++) add_row(sum, x, _mm512_set1_epi64((long long)narrow[j]), j);
}

/// Whether a block has four limbs only.
INLINE bool is_half(const cmontgomery_modulus *modulus, size_t block) {
    return block + 1 == modulus->blocks && modulus->limbs % BLOCK != 0;
}

/// sum += block i of left · block j of right
INLINE void add_blocks(const cmontgomery_modulus *modulus, lanes sum[2 * BLOCK], const lanes *left, size_t i,
                       const lanes *right, size_t j) {
    if (is_half(modulus, j)) {
        add_tile(sum, left + BLOCK * i, right + BLOCK * j, BLOCK / 2);
    } else if (is_half(modulus, i)) {
        add_tile(sum, right + BLOCK * j, left + BLOCK * i, BLOCK / 2);
    } else {
        add_tile(sum, left + BLOCK * i, right + BLOCK * j, BLOCK);
    }
}

/// Makes the lower eight columns zero by adding multiples of N, and notes the multiples (Montgomery 1985).
INLINE void reduce_block(const cmontgomery_modulus *modulus, lanes sum[2 * BLOCK], lanes *quotients) {
    const lanes inverse = _mm512_set1_epi64((long long)modulus->inverse);
    lanes n[BLOCK];
#pragma clang loop unroll(full)
    for (int j = 0; j < BLOCK; j++) n[j] = _mm512_set1_epi64((long long)modulus->constants[j]);
#pragma clang loop unroll(full)
    for (int i = 0; i < BLOCK; i++) {
        const lanes quotient = low(_mm512_setzero_si512(), sum[i], inverse);
        quotients[i] = quotient;
        add_row(sum + i, n, quotient, 0);
        sum[i + 1] = _mm512_add_epi64(sum[i + 1], _mm512_srli_epi64(sum[i], LIMB_BITS));
    }
}

/// Writes the lower eight columns as normalised limbs.
INLINE void emit_block(const lanes sum[2 * BLOCK], lanes *result, lanes *carry) {
#pragma clang loop unroll(full)
    for (int i = 0; i < BLOCK; i++) {
        const lanes limb = _mm512_add_epi64(sum[i], *carry);
        result[i] = _mm512_and_si512(limb, limb_mask());
        *carry = _mm512_srli_epi64(limb, LIMB_BITS);
    }
}

/// The blocks of one factor that meet one of the other on an anti-diagonal: first…last.
INLINE size_t first_block(size_t diagonal, size_t blocks) { return diagonal < blocks ? 0 : diagonal - blocks + 1; }
INLINE size_t last_block(size_t diagonal, size_t blocks) { return diagonal < blocks ? diagonal : blocks - 1; }

/// Leaves the lower eight columns behind.
INLINE void move_window(lanes sum[2 * BLOCK]) {
#pragma clang loop unroll(full)
    for (int i = 0; i < BLOCK; i++) {
        sum[i] = sum[BLOCK + i];
        sum[BLOCK + i] = _mm512_setzero_si512();
    }
}

/// Adds the multiples of N that reach this anti-diagonal; its lower eight columns are then complete: zeros, which
/// make a quotient each, in the lower half of the product, limbs of the result in the upper half. Moves the window.
INLINE void complete(const cmontgomery_modulus *modulus, lanes sum[2 * BLOCK], size_t diagonal, lanes *result,
                     lanes *quotients, lanes *carry) {
    const size_t blocks = modulus->blocks;
    const size_t end = diagonal < blocks ? diagonal : blocks;
    for (size_t i = first_block(diagonal, blocks); i < end; i++) {
        const size_t j = diagonal - i;
        const uint64_t *n = modulus->constants + BLOCK * j;
        if (is_half(modulus, j)) {
            add_shared_tile(sum, quotients + BLOCK * i, n, BLOCK / 2);
        } else {
            add_shared_tile(sum, quotients + BLOCK * i, n, BLOCK);
        }
    }
    if (diagonal < blocks) {
        reduce_block(modulus, sum, quotients + BLOCK * diagonal);
    } else {
        emit_block(sum, result + BLOCK * (diagonal - blocks), carry);
    }
    move_window(sum);
}

INLINE void clear(lanes sum[2 * BLOCK]) {
#pragma clang loop unroll(full)
    for (int i = 0; i < 2 * BLOCK; i++) sum[i] = _mm512_setzero_si512();
}

/// sum += the products of different limbs of one block, once each.
INLINE void add_triangle(lanes sum[2 * BLOCK], const lanes x[BLOCK]) {
#pragma clang loop unroll(full)
    for (int j = 1; j < BLOCK; j++) {
#pragma clang loop unroll(full)
        for (int i = 0; i < j; i++) sum[i + j] = low(sum[i + j], x[i], x[j]);
#pragma clang loop unroll(full)
        for (int i = 0; i < j; i++) sum[i + j + 1] = high(sum[i + j + 1], x[i], x[j]);
    }
}

/// sum += the squares of one block's limbs.
INLINE void add_squares(lanes sum[2 * BLOCK], const lanes x[BLOCK]) {
#pragma clang loop unroll(full)
    for (int i = 0; i < BLOCK; i++) {
        sum[2 * i] = low(sum[2 * i], x[i], x[i]);
        sum[2 * i + 1] = high(sum[2 * i + 1], x[i], x[i]);
    }
}
#endif
