#include "scratch.h"

#if defined(__x86_64__)

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

IFMA void cmontgomery_enter(const cmontgomery_modulus *modulus, uint64_t *entries, const uint64_t *rows, size_t count,
                            uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    load_residues(modulus, at.value, rows, entry_words(modulus), modulus->row_words, count, at);
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

IFMA void cmontgomery_square(const cmontgomery_modulus *modulus, uint64_t *entries, size_t squarings, size_t count,
                             uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    const uint64_t *addresses[BLOCK];
    row_addresses(addresses, entries, entry_words(modulus), count);
    load_entries(modulus, at.value, addresses, at);
    for (size_t i = 0; i < squarings; i++) square(modulus, at.value, at.value, at.product);
    store_entries(modulus, entries, at.value, count);
}
#endif
