#include "kernel.h"

#if defined(__x86_64__)

IFMA void add(const cmontgomery_modulus *modulus, lanes *result, const lanes *left, const lanes *right) {
    lanes carry = _mm512_setzero_si512();
    for (size_t i = 0; i < registers(modulus); i++) {
        const lanes sum = _mm512_add_epi64(_mm512_add_epi64(left[i], right[i]), carry);
        result[i] = _mm512_and_si512(sum, limb_mask());
        carry = _mm512_srli_epi64(sum, LIMB_BITS);
    }
}

IFMA void broadcast(const cmontgomery_modulus *modulus, lanes *result, const uint64_t *limbs) {
    for (size_t i = 0; i < registers(modulus); i++) result[i] = _mm512_set1_epi64((long long)limbs[i]);
}

IFMA void set_one(const cmontgomery_modulus *modulus, lanes *result) {
    for (size_t i = 0; i < registers(modulus); i++) result[i] = _mm512_set1_epi64(i == 0);
}

/// Turns eight rows of eight words into eight columns, or back.
INLINE void transpose(lanes x[BLOCK]) {
    lanes y[BLOCK], z[BLOCK];
    for (int i = 0; i < BLOCK; i += 2) {
        y[i] = _mm512_unpacklo_epi64(x[i], x[i + 1]);
        y[i + 1] = _mm512_unpackhi_epi64(x[i], x[i + 1]);
    }
    for (int i = 0; i < BLOCK; i += 4) {
        for (int j = 0; j < 2; j++) {
            z[i + j] = _mm512_shuffle_i64x2(y[i + j], y[i + j + 2], 0x88);
            z[i + j + 2] = _mm512_shuffle_i64x2(y[i + j], y[i + j + 2], 0xdd);
        }
    }
    for (int i = 0; i < BLOCK / 2; i++) {
        x[i] = _mm512_shuffle_i64x2(z[i], z[i + 4], 0x88);
        x[i + 4] = _mm512_shuffle_i64x2(z[i], z[i + 4], 0xdd);
    }
}

/// Which of eight words from `start` on exist.
INLINE __mmask8 existing(size_t start, size_t words) {
    return words - start >= BLOCK ? 0xff : (__mmask8)((1u << (words - start)) - 1);
}

/// Bits 52·i … 52·i + 51 of numbers in words, whose words beyond the last are zero.
INLINE lanes limb_of_words(const lanes *words, size_t i) {
    const size_t word = LIMB_BITS * i / 64;
    const unsigned shift = LIMB_BITS * i % 64;
    const lanes lower = _mm512_srli_epi64(words[word], shift);
    const lanes upper = _mm512_slli_epi64(words[word + 1], 64 - shift);  // 0 where the shift is 64
    return _mm512_and_si512(_mm512_or_si512(lower, upper), limb_mask());
}

IFMA void load(lanes *result, size_t count, const uint64_t *const rows[BLOCK], size_t words, lanes *scratch) {
    for (size_t start = 0; start < words; start += BLOCK) {
        lanes x[BLOCK];
        for (int lane = 0; lane < BLOCK; lane++) {
            x[lane] = _mm512_maskz_loadu_epi64(existing(start, words), rows[lane] + start);
        }
        transpose(x);
        for (int i = 0; i < BLOCK; i++) scratch[start + i] = x[i];
    }
    const size_t end = (words + BLOCK - 1) / BLOCK * BLOCK;
    scratch[end] = _mm512_setzero_si512();
    for (size_t i = 0; i < count; i++) {
        const bool exists = LIMB_BITS * i < 64 * words;
        result[i] = exists ? limb_of_words(scratch, i) : _mm512_setzero_si512();
    }
}

/// Bits 64·i … 64·i + 63 of numbers in limbs: parts of two limbs or of three.
INLINE lanes word_of_limbs(const lanes *limbs, size_t i, size_t count) {
    const size_t limb = 64 * i / LIMB_BITS;
    const unsigned shift = 64 * i % LIMB_BITS;
    lanes word = _mm512_srli_epi64(limbs[limb], shift);
    if (limb + 1 < count) word = _mm512_or_si512(word, _mm512_slli_epi64(limbs[limb + 1], LIMB_BITS - shift));
    if (limb + 2 < count) word = _mm512_or_si512(word, _mm512_slli_epi64(limbs[limb + 2], 2 * LIMB_BITS - shift));
    return word;
}

/// value −= N in the lanes where that is not negative. Returns which those are.
INLINE __mmask8 subtract_modulus(const cmontgomery_modulus *modulus, lanes *value) {
    lanes carry = _mm512_setzero_si512();
    for (size_t i = 0; i < modulus->limbs; i++) {
        const lanes n = _mm512_set1_epi64((long long)modulus->constants[i]);
        carry = _mm512_srai_epi64(_mm512_add_epi64(_mm512_sub_epi64(value[i], n), carry), LIMB_BITS);
    }
    const __mmask8 subtracted = _mm512_cmpeq_epi64_mask(carry, _mm512_setzero_si512());
    carry = _mm512_setzero_si512();
    for (size_t i = 0; i < modulus->limbs; i++) {
        const lanes n = _mm512_maskz_set1_epi64(subtracted, (long long)modulus->constants[i]);
        const lanes difference = _mm512_add_epi64(_mm512_sub_epi64(value[i], n), carry);
        value[i] = _mm512_and_si512(difference, limb_mask());
        carry = _mm512_srai_epi64(difference, LIMB_BITS);
    }
    return subtracted;
}

// What is taken from the lower half is added to the upper one, whose lowest limb may then have a bit too many.
IFMA void make_canonical(const cmontgomery_modulus *modulus, lanes *value) {
    const __mmask8 subtracted = subtract_modulus(modulus, value);
    if (modulus->halves == 1) return;
    lanes *upper = value + half_registers(modulus);
    upper[0] = _mm512_mask_add_epi64(upper[0], subtracted, upper[0], _mm512_set1_epi64(1));
    subtract_modulus(modulus, upper);
}

IFMA void store(uint64_t *rows, size_t stride, size_t words, size_t row_count, const lanes *value, size_t count) {
    for (size_t start = 0; start < words; start += BLOCK) {
        lanes x[BLOCK];
        for (size_t i = 0; i < BLOCK; i++) {
            const bool exists = start + i < words;
            x[i] = exists ? word_of_limbs(value, start + i, count) : _mm512_setzero_si512();
        }
        transpose(x);
        for (size_t lane = 0; lane < row_count; lane++) {
            _mm512_mask_storeu_epi64(rows + lane * stride + start, existing(start, words), x[lane]);
        }
    }
}
#endif
