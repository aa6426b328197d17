#include "kernel.h"

#include <stdlib.h>

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

IFMA void cmontgomery_multiply(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *left,
                               const uint64_t *right, size_t rows, uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    const size_t words = modulus->words;
    load_rows(modulus, at.value, left, words, words, rows, at);
    load_rows(modulus, at.factor, right, words, words, rows, at);
    multiply(modulus, at.value, at.value, at.factor, at.product);
    broadcast(modulus, at.shared, r_squared(modulus));
    multiply(modulus, at.value, at.value, at.shared, at.product);
    make_canonical(modulus, at.value);
    store(result, words, words, rows, at.value, registers(modulus));
}

/// Reads rows of any number of words as residues in Montgomery's form, below 3N: Horner's rule over pieces of `words`
/// words.
INLINE void load_residues(const cmontgomery_modulus *modulus, lanes *result, const uint64_t *rows, size_t stride,
                          size_t row_words, size_t count, scratch_parts at) {
    const size_t words = modulus->words;
    size_t start = (row_words - 1) / words * words;
    broadcast(modulus, at.shared, r_squared(modulus));
    load_rows(modulus, result, rows + start, stride, row_words - start, count, at);
    multiply(modulus, result, result, at.shared, at.product);
    while (start > 0) {
        start -= words;
        broadcast(modulus, at.factor, r_shifted(modulus));
        multiply(modulus, result, result, at.factor, at.product);
        load_rows(modulus, at.factor, rows + start, stride, words, count, at);
        multiply(modulus, at.factor, at.factor, at.shared, at.product);
        add(modulus, result, result, at.factor);
    }
}

/// Writes a number as it is: entries of a table.
INLINE void store_entries(const cmontgomery_modulus *modulus, uint64_t *entries, lanes *value, size_t count) {
    const size_t half = half_registers(modulus), words = modulus->words;
    make_canonical(modulus, value);
    store(entries, entry_words(modulus), words, count, value, half);
    if (modulus->halves == 2) store(entries + words, 2 * words, words, count, value + half, half);
}

/// Leaves Montgomery's form and writes rows.
INLINE void store_residues(const cmontgomery_modulus *modulus, uint64_t *result, size_t rows, scratch_parts at) {
    const size_t words = modulus->row_words;
    set_one(modulus, at.factor);
    multiply(modulus, at.value, at.value, at.factor, at.product);
    make_canonical(modulus, at.value);
    if (modulus->halves == 2) {
        expand(modulus, at.factor, at.value);
        store(result, words, words, rows, at.factor, registers(modulus));
    } else {
        store(result, words, words, rows, at.value, registers(modulus));
    }
}

IFMA void cmontgomery_enter(const cmontgomery_modulus *modulus, uint64_t *entries, const uint64_t *rows, size_t count,
                            uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    load_residues(modulus, at.value, rows, entry_words(modulus), modulus->row_words, count, at);
    make_canonical(modulus, at.value);  // a sum of two, so once more than usual
    store_entries(modulus, entries, at.value, count);
}

IFMA void cmontgomery_scale(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *left,
                            const uint64_t *factor, size_t count, uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    const uint64_t *addresses[BLOCK];
    row_addresses(addresses, left, entry_words(modulus), count);
    load_entries(modulus, at.value, addresses, at);
    row_addresses(addresses, factor, 0, count);
    load_entries(modulus, at.factor, addresses, at);
    multiply(modulus, at.value, at.value, at.factor, at.product);
    store_entries(modulus, result, at.value, count);
}

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

/// A column on a comb's way: all tables' columns for one step, then a squaring, then those of the step below.
typedef struct {
    size_t table, step;
} comb_position;

/// Moves to the next column that exists.
static bool advance(comb_position *position, const cmontgomery_comb_shape *shape) {
    do {
        if (++position->table == shape->tables) {
            if (position->step == 0) return false;
            *position = (comb_position){0, position->step - 1};
        }
    } while (position->table * shape->run + position->step >= shape->spacing);
    return true;
}

/// Exponents and what they select from.
typedef struct {
    const uint64_t *exponents, *entries;
    const cmontgomery_comb_shape *shape;
    size_t rows;
} comb_input;

/// Finds the entries of a column, and has them fetched while something else is computed.
static void select_addresses(const uint64_t *addresses[BLOCK], comb_input input, comb_position position,
                             size_t words) {
    const cmontgomery_comb_shape *shape = input.shape;
    const size_t exponent_words = (shape->exponent_bits + 63) / 64;
    row_addresses(addresses, input.exponents, exponent_words, input.rows);
    for (size_t lane = 0; lane < BLOCK; lane++) {
        const size_t digit =
            cmontgomery_comb_digit(addresses[lane], shape, position.table * shape->run + position.step);
        addresses[lane] = input.entries + ((position.table << shape->teeth) + digit) * words;
        for (size_t word = 0; word < words; word += 8) __builtin_prefetch(addresses[lane] + word);
    }
}

IFMA void cmontgomery_comb(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *exponents,
                           const cmontgomery_comb_shape *shape, const uint64_t *entries, size_t rows,
                           uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    const comb_input input = {exponents, entries, shape, rows};
    const uint64_t *addresses[BLOCK];
    comb_position position = {0, shape->run - 1};
    select_addresses(addresses, input, position, entry_words(modulus));
    load_entries(modulus, at.value, addresses, at);

    size_t step = position.step;
    bool more = advance(&position, shape);
    if (more) select_addresses(addresses, input, position, entry_words(modulus));
    while (more) {
        const bool is_lower = position.step < step;
        load_entries(modulus, at.factor, addresses, at);
        step = position.step;
        more = advance(&position, shape);
        if (more) select_addresses(addresses, input, position, entry_words(modulus));
        if (is_lower) square(modulus, at.value, at.value, at.product);
        multiply(modulus, at.value, at.value, at.factor, at.product);
    }
    store_residues(modulus, result, rows, at);
}

#else
// Nobody gets here: `cmontgomery_is_supported` said no.
void cmontgomery_multiply(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *left,
                          const uint64_t *right, size_t rows, uint64_t *scratch) {
    abort();
}

void cmontgomery_enter(const cmontgomery_modulus *modulus, uint64_t *entries, const uint64_t *rows, size_t count,
                       uint64_t *scratch) {
    abort();
}

void cmontgomery_scale(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *left,
                       const uint64_t *factor, size_t count, uint64_t *scratch) {
    abort();
}

void cmontgomery_power(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *bases, size_t base_words,
                       const uint64_t *exponents, size_t exponent_stride, size_t exponent_bits, size_t rows,
                       uint64_t *scratch) {
    abort();
}

void cmontgomery_comb(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *exponents,
                      const cmontgomery_comb_shape *shape, const uint64_t *entries, size_t rows, uint64_t *scratch) {
    abort();
}
#endif
