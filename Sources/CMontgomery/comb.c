#include "scratch.h"

#if defined(__x86_64__)

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

/// Each lane's exponent, and the tables of its base.
typedef struct {
    const uint64_t *exponents[BLOCK], *tables[BLOCK];
    const cmontgomery_comb_shape *shape;
    size_t entry_words;
} comb_input;

/// Lanes without a row repeat the last one.
static void find_inputs(comb_input *input, const uint64_t *exponents, const uint64_t *entries, size_t bases,
                        size_t first, size_t rows) {
    const cmontgomery_comb_shape *shape = input->shape;
    const size_t exponent_words = (shape->exponent_bits + 63) / 64;
    const size_t base_words = (shape->tables << shape->teeth) * input->entry_words;
    for (size_t lane = 0; lane < BLOCK; lane++) {
        const size_t row = first + (lane < rows ? lane : rows - 1);
        input->exponents[lane] = exponents + row / bases * exponent_words;
        input->tables[lane] = entries + row % bases * base_words;
    }
}

/// Finds the entries of a column, and has them fetched while something else is computed.
static void select_addresses(const uint64_t *addresses[BLOCK], const comb_input *input, comb_position position) {
    const cmontgomery_comb_shape *shape = input->shape;
    const size_t column = position.table * shape->run + position.step;
    for (size_t lane = 0; lane < BLOCK; lane++) {
        const size_t digit = cmontgomery_comb_digit(input->exponents[lane], shape, column);
        addresses[lane] = input->tables[lane] + ((position.table << shape->teeth) + digit) * input->entry_words;
        for (size_t word = 0; word < input->entry_words; word += 8) __builtin_prefetch(addresses[lane] + word);
    }
}

IFMA void cmontgomery_comb(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *exponents,
                           const cmontgomery_comb_shape *shape, const uint64_t *entries, size_t bases, size_t first,
                           size_t rows, bool makes_entries, uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    comb_input input = {.shape = shape, .entry_words = entry_words(modulus)};
    find_inputs(&input, exponents, entries, bases, first, rows);
    const uint64_t *addresses[BLOCK];
    comb_position position = {0, shape->run - 1};
    select_addresses(addresses, &input, position);
    load_entries(modulus, at.value, addresses, at);

    size_t step = position.step;
    bool more = advance(&position, shape);
    if (more) select_addresses(addresses, &input, position);
    while (more) {
        const bool is_lower = position.step < step;
        load_entries(modulus, at.factor, addresses, at);
        step = position.step;
        more = advance(&position, shape);
        if (more) select_addresses(addresses, &input, position);
        if (is_lower) square(modulus, at.value, at.value, at.product);
        multiply(modulus, at.value, at.value, at.factor, at.product);
    }
    if (makes_entries) return store_entries(modulus, result, at.value, rows);
    store_residues(modulus, result, modulus->row_words, rows, at);
}
#endif
