#include "kernel.h"

#include <stdlib.h>

#if defined(__x86_64__)

/// Scratch, divided: three numbers, room for quotients, and for rows of words on their way to limbs.
typedef struct {
    lanes *value, *factor, *shared, *quotients, *words, *table;
} scratch_parts;

static scratch_parts divide(const cmontgomery_modulus *modulus, uint64_t *scratch) {
    lanes *start = aligned(scratch);
    const size_t size = registers(modulus);
    lanes *words = start + 4 * size;
    return (scratch_parts){start, start + size, start + 2 * size, start + 3 * size, words, words + size + BLOCK};
}

/// Reads up to eight rows.
INLINE void load_rows(const cmontgomery_modulus *modulus, lanes *result, const uint64_t *rows, size_t stride,
                      size_t words, size_t count, lanes *scratch) {
    const uint64_t *addresses[BLOCK];
    row_addresses(addresses, rows, stride, count);
    load(modulus, result, addresses, words, scratch);
}

IFMA void cmontgomery_multiply(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *left,
                               const uint64_t *right, size_t rows, uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    load_rows(modulus, at.value, left, modulus->words, modulus->words, rows, at.words);
    load_rows(modulus, at.factor, right, modulus->words, modulus->words, rows, at.words);
    multiply(modulus, at.value, at.value, at.factor, at.quotients);
    broadcast(modulus, at.shared, r_squared(modulus));
    multiply(modulus, at.value, at.value, at.shared, at.quotients);
    store(modulus, result, rows, at.value);
}

IFMA void cmontgomery_multiply_reduced(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *left,
                                       const uint64_t *right, size_t right_stride, size_t rows, uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    load_rows(modulus, at.value, left, modulus->words, modulus->words, rows, at.words);
    load_rows(modulus, at.factor, right, right_stride, modulus->words, rows, at.words);
    multiply(modulus, at.value, at.value, at.factor, at.quotients);
    store(modulus, result, rows, at.value);
}

/// Reads bases of any number of words as residues in Montgomery's form: Horner's rule over pieces of `words` words.
INLINE void load_bases(const cmontgomery_modulus *modulus, lanes *result, const uint64_t *bases, size_t base_words,
                       size_t rows, scratch_parts at) {
    const size_t words = modulus->words;
    size_t start = (base_words - 1) / words * words;
    broadcast(modulus, at.shared, r_squared(modulus));
    load_rows(modulus, result, bases + start, base_words, base_words - start, rows, at.words);
    multiply(modulus, result, result, at.shared, at.quotients);
    while (start > 0) {
        start -= words;
        broadcast(modulus, at.factor, r_shifted(modulus));
        multiply(modulus, result, result, at.factor, at.quotients);
        load_rows(modulus, at.factor, bases + start, base_words, words, rows, at.words);
        multiply(modulus, at.factor, at.factor, at.shared, at.quotients);
        add(modulus, result, result, at.factor);
    }
}

/// Leaves Montgomery's form and writes rows.
INLINE void store_rows(const cmontgomery_modulus *modulus, uint64_t *result, size_t rows, scratch_parts at) {
    set_one(modulus, at.factor);
    multiply(modulus, at.value, at.value, at.factor, at.quotients);
    store(modulus, result, rows, at.value);
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
    for (size_t block = 0; block < modulus->blocks; block++) {
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
    multiply(modulus, table, table, at.factor, at.quotients);
    for (size_t entry = 2; entry < entries; entry++) {
        lanes *number = table + entry * size;
        if (entry % 2 == 0) {
            square(modulus, number, table + entry / 2 * size, at.quotients);
        } else {
            multiply(modulus, number, number - size, table + size, at.quotients);
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
    load_bases(modulus, at.table + registers(modulus), bases, base_words, rows, at);
    fill_table(modulus, at.table, entries, at);

    size_t bit = (exponent_bits - 1) / window * window;
    lanes digits = window_digits(exponents, exponent_stride, bit, (unsigned)(exponent_bits - bit), rows);
    select_entries(modulus, at.value, at.table, entries, digits);
    while (bit > 0) {
        bit -= window;
        for (unsigned i = 0; i < window; i++) square(modulus, at.value, at.value, at.quotients);
        digits = window_digits(exponents, exponent_stride, bit, window, rows);
        select_entries(modulus, at.factor, at.table, entries, digits);
        multiply(modulus, at.value, at.value, at.factor, at.quotients);
    }
    store_rows(modulus, result, rows, at);
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
    select_addresses(addresses, input, position, modulus->words);
    load(modulus, at.value, addresses, modulus->words, at.words);

    size_t step = position.step;
    bool more = advance(&position, shape);
    if (more) select_addresses(addresses, input, position, modulus->words);
    while (more) {
        const bool is_lower = position.step < step;
        load(modulus, at.factor, addresses, modulus->words, at.words);
        step = position.step;
        more = advance(&position, shape);
        if (more) select_addresses(addresses, input, position, modulus->words);
        if (is_lower) square(modulus, at.value, at.value, at.quotients);
        multiply(modulus, at.value, at.value, at.factor, at.quotients);
    }
    store_rows(modulus, result, rows, at);
}

#else
// Nobody gets here: `cmontgomery_is_supported` said no.
void cmontgomery_multiply(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *left,
                          const uint64_t *right, size_t rows, uint64_t *scratch) {
    abort();
}

void cmontgomery_multiply_reduced(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *left,
                                  const uint64_t *right, size_t right_stride, size_t rows, uint64_t *scratch) {
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
