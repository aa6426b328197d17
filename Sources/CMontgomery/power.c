#include "scratch.h"

#if defined(__x86_64__)

/// `count` bits of each lane's exponent, from `bit` on.
INLINE lanes window_digits(const uint64_t *exponents, size_t stride, size_t bit, unsigned count, size_t rows) {
    uint64_t digits[BLOCK] = {0};
    const size_t word = bit / 64, shift = bit % 64;
    for (size_t row = 0; row < rows; row++) {
        const uint64_t *exponent = exponents + row * stride;
        digits[row] = exponent[word] >> shift;
        if (shift + count > 64) digits[row] |= exponent[word + 1] << (64 - shift);
        digits[row] &= ((uint64_t)1 << count) - 1;
    }
    return _mm512_loadu_si512(digits);
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

/// table[d] = base^d, the base being table[1].
INLINE void fill_table(const cmontgomery_modulus *modulus, lanes *table, size_t entries, scratch_parts at) {
    const size_t size = registers(modulus);
    set_one(modulus, at.factor);
    broadcast(modulus, table, r_squared(modulus));
    multiply(modulus, table, table, at.factor, at.product);
    for (size_t entry = 2; entry < entries; entry++) {
        lanes *number = table + entry * size;
        if (entry % 2 == 0) {
            square(modulus, number, table + entry / 2 * size, at.product);
        } else {
            multiply(modulus, number, number - size, table + size, at.product);
        }
    }
}

// Fixed windows, from the highest down (Menezes–van Oorschot–Vanstone 1996, algorithm 14.82).
IFMA void cmontgomery_power(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *bases,
                            size_t base_words, const uint64_t *exponents, size_t exponent_stride, size_t exponent_bits,
                            size_t rows, uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    const unsigned window = exponent_bits > 320 ? 5 : exponent_bits > 64 ? 4 : 2;
    const size_t entries = (size_t)1 << window;
    load_residues(modulus, at.table + registers(modulus), bases, base_words, base_words, rows, at);
    fill_table(modulus, at.table, entries, at);

    size_t bit = (exponent_bits - 1) / window * window;
    lanes digits = window_digits(exponents, exponent_stride, bit, (unsigned)(exponent_bits - bit), rows);
    select_entries(modulus, at.value, at.table, entries, digits);
    while (bit > 0) {
        bit -= window;
        for (unsigned i = 0; i < window; i++) square(modulus, at.value, at.value, at.product);
        digits = window_digits(exponents, exponent_stride, bit, window, rows);
        select_entries(modulus, at.factor, at.table, entries, digits);
        multiply(modulus, at.value, at.value, at.factor, at.product);
    }
    store_residues(modulus, result, rows, at);
}
#endif
