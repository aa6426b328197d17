#include "scratch.h"

#if defined(__x86_64__)

/// `count` bits of each lane's exponent, from `bit` on.
INLINE lanes window_digits(const uint64_t *exponents, size_t stride, size_t bit, unsigned count, size_t rows) {
    uint64_t digits[BLOCK] = {0};
    for (size_t row = 0; row < rows; row++) digits[row] = window_digit(exponents + row * stride, bit, count);
    return _mm512_loadu_si512(digits);
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

/// Bases, eight a table, and their exponents.
typedef struct {
    const uint64_t *bases, *exponents;
    size_t base_words, exponent_stride, count;
} power_input;

static size_t table_count(power_input input) { return (input.count + BLOCK - 1) / BLOCK; }

/// How many rows have a base in this table; none of the other lanes' bases counts, their digits are zero.
static size_t rows_of_table(power_input input, size_t table) {
    const size_t rest = input.count - BLOCK * table;
    return rest < BLOCK ? rest : BLOCK;
}

INLINE void fill_tables(const cmontgomery_modulus *modulus, power_input input, size_t entries, scratch_parts at) {
    const size_t size = registers(modulus);
    for (size_t table = 0; table < table_count(input); table++) {
        lanes *powers = at.table + table * entries * size;
        const uint64_t *bases = input.bases + BLOCK * table * input.base_words;
        load_residues(modulus, powers + size, bases, input.base_words, input.base_words, rows_of_table(input, table),
                      at);
        fill_table(modulus, powers, entries, at);
    }
}

/// result = in each lane, the entry that `bits` bits of the exponent select, from `bit` on.
INLINE void select_window(const cmontgomery_modulus *modulus, lanes *result, power_input input, size_t table,
                          size_t entries, size_t bit, unsigned bits, scratch_parts at) {
    const uint64_t *exponents = input.exponents + BLOCK * table * input.exponent_stride;
    const lanes digits = window_digits(exponents, input.exponent_stride, bit, bits, rows_of_table(input, table));
    select_entries(modulus, result, at.table + table * entries * registers(modulus), entries, digits);
}

// Fixed windows, from the highest down (Menezes–van Oorschot–Vanstone 1996, algorithm 14.82), for several bases at once
// (algorithm 14.88).
IFMA void cmontgomery_power(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *bases,
                            size_t base_words, const uint64_t *exponents, size_t exponent_stride, size_t exponent_bits,
                            size_t count, uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    const power_input input = {bases, exponents, base_words, exponent_stride, count};
    const unsigned window = window_bits(exponent_bits);
    const size_t entries = (size_t)1 << window;
    fill_tables(modulus, input, entries, at);

    size_t bit = (exponent_bits - 1) / window * window;
    unsigned bits = (unsigned)(exponent_bits - bit);
    select_window(modulus, at.value, input, 0, entries, bit, bits, at);
    for (size_t table = 1;; table = 0) {
        for (; table < table_count(input); table++) {
            select_window(modulus, at.factor, input, table, entries, bit, bits, at);
            multiply(modulus, at.value, at.value, at.factor, at.product);
        }
        if (bit == 0) break;
        bit -= window;
        bits = window;
        for (unsigned i = 0; i < window; i++) square(modulus, at.value, at.value, at.product);
    }
    store_residues(modulus, result, modulus->row_words, rows_of_table(input, 0), at);
}
#endif
