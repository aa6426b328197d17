// How the functions of CMontgomery.h read and write rows, and divide their scratch.
#pragma once

#include "kernel.h"

#if defined(__x86_64__)

/// Scratch, divided: three numbers, room for a product, and for rows of words on their way to limbs.
typedef struct {
    lanes *value, *factor, *shared, *product, *words, *table;
} scratch_parts;

static scratch_parts divide(const cmontgomery_modulus *modulus, uint64_t *scratch) {
    lanes *start = aligned(scratch);
    const size_t size = registers(modulus), half = half_registers(modulus);
    lanes *product = start + 3 * size, *words = product + 3 * half;
    return (scratch_parts){start, start + size, start + 2 * size, product, words, words + half + BLOCK};
}

/// Reads up to eight rows of no more words than N has, as numbers that are not in Montgomery's form.
INLINE void load_rows(const cmontgomery_modulus *modulus, lanes *result, const uint64_t *rows, size_t stride,
                      size_t words, size_t count, scratch_parts at) {
    const uint64_t *addresses[BLOCK];
    row_addresses(addresses, rows, stride, count);
    load(result, half_registers(modulus), addresses, words, at.words);
    for (size_t i = half_registers(modulus); i < registers(modulus); i++) result[i] = _mm512_setzero_si512();
}

/// Reads entries of a table.
INLINE void load_entries(const cmontgomery_modulus *modulus, lanes *result, const uint64_t *addresses[BLOCK],
                         scratch_parts at) {
    const size_t half = half_registers(modulus);
    load(result, half, addresses, modulus->words, at.words);
    if (modulus->halves == 1) return;
    for (size_t lane = 0; lane < BLOCK; lane++) addresses[lane] += modulus->words;
    load(result + half, half, addresses, modulus->words, at.words);
}

/// Reads rows of any number of words as residues in Montgomery's form: Horner's rule over pieces of `words` words.
INLINE void load_residues(const cmontgomery_modulus *modulus, lanes *result, const uint64_t *rows, size_t stride,
                          size_t row_words, size_t count, scratch_parts at) {
    const size_t words = modulus->words;
    size_t start = (row_words - 1) / words * words;
    load_rows(modulus, result, rows + start, stride, row_words - start, count, at);
    broadcast(modulus, at.shared, r_shifted(modulus));
    while (start > 0) {
        start -= words;
        multiply(modulus, result, result, at.shared, at.product);
        load_rows(modulus, at.factor, rows + start, stride, words, count, at);
        add(modulus, result, result, at.factor);
    }
    broadcast(modulus, at.shared, r_squared(modulus));
    multiply(modulus, result, result, at.shared, at.product);
}

/// `count` bits of an exponent, from `bit` on.
static inline uint64_t window_digit(const uint64_t *exponent, size_t bit, unsigned count) {
    const size_t word = bit / 64, shift = bit % 64;
    uint64_t digit = exponent[word] >> shift;
    if (shift + count > 64) digit |= exponent[word + 1] << (64 - shift);
    return digit & (((uint64_t)1 << count) - 1);
}

/// result = in each lane, the entry of that lane's digit. Every entry is read.
INLINE void select_entries(const cmontgomery_modulus *modulus, lanes *result, const lanes *table, size_t entries,
                           lanes digits) {
    __mmask8 chosen[32];
    for (size_t entry = 0; entry < entries; entry++) {
        chosen[entry] = _mm512_cmpeq_epi64_mask(digits, _mm512_set1_epi64((long long)entry));
    }
    for (size_t block = 0; block < registers(modulus) / BLOCK; block++) {
        const lanes *limbs = table + BLOCK * block;
        lanes x[BLOCK];
#pragma clang loop unroll(full)
        for (int i = 0; i < BLOCK; i++) x[i] = limbs[i];
        for (size_t entry = 1; entry < entries; entry++) {
            limbs += registers(modulus);
#pragma clang loop unroll(full)
            for (int i = 0; i < BLOCK; i++) x[i] = _mm512_mask_mov_epi64(x[i], chosen[entry], limbs[i]);
        }
#pragma clang loop unroll(full)
        for (int i = 0; i < BLOCK; i++) result[BLOCK * block + i] = x[i];
    }
}

/// Writes a number as it is: entries of a table.
INLINE void store_entries(const cmontgomery_modulus *modulus, uint64_t *entries, lanes *value, size_t count) {
    const size_t half = half_registers(modulus), words = modulus->words;
    make_canonical(modulus, value);
    store(entries, entry_words(modulus), words, count, value, half);
    if (modulus->halves == 2) store(entries + words, 2 * words, words, count, value + half, half);
}

/// Leaves Montgomery's form and writes rows, `stride` words apart.
INLINE void store_residues(const cmontgomery_modulus *modulus, uint64_t *result, size_t stride, size_t rows,
                           scratch_parts at) {
    const size_t words = modulus->row_words;
    set_one(modulus, at.factor);
    multiply(modulus, at.value, at.value, at.factor, at.product);
    make_canonical(modulus, at.value);
    if (modulus->halves == 2) {
        expand(modulus, at.factor, at.value);
        store(result, stride, words, rows, at.factor, registers(modulus));
    } else {
        store(result, stride, words, rows, at.value, registers(modulus));
    }
}
#endif
