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
#endif
