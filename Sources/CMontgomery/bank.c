#include "scratch.h"

#if defined(__x86_64__)

static size_t table_entries(const cmontgomery_comb_shape *shape) { return (size_t)1 << shape->teeth; }

/// Table `table` of a bank: entries of `registers` registers.
static lanes *bank_table(const cmontgomery_modulus *modulus, const uint64_t *bank, const cmontgomery_comb_shape *shape,
                         size_t table) {
    return aligned((uint64_t *)bank) + table * table_entries(shape) * registers(modulus);
}

/// Writes the entries of no tooth and of one tooth, from the bases in `at.value`: one chain of squarings.
INLINE void write_teeth(const cmontgomery_modulus *modulus, uint64_t *bank, const cmontgomery_comb_shape *shape,
                        scratch_parts at) {
    const size_t size = registers(modulus);
    size_t bit = 0;
    set_one(modulus, at.factor);
    for (size_t tooth = 0; tooth < shape->teeth; tooth++) {
        for (size_t table = 0; table < shape->tables; table++) {
            lanes *entries = bank_table(modulus, bank, shape, table);
            const size_t next = tooth * shape->spacing + table * shape->run;
            for (; bit < next; bit++) square(modulus, at.value, at.value, at.product);
            for (size_t i = 0; i < size; i++) entries[((size_t)1 << tooth) * size + i] = at.value[i];
            if (tooth > 0) continue;
            broadcast(modulus, entries, r_squared(modulus));
            multiply(modulus, entries, entries, at.factor, at.product);
        }
    }
}

IFMA void cmontgomery_fill_bank(const cmontgomery_modulus *modulus, uint64_t *bank, const uint64_t *bases,
                                size_t base_words, const cmontgomery_comb_shape *shape, size_t rows,
                                uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    const size_t size = registers(modulus);
    load_residues(modulus, at.value, bases, base_words, base_words, rows, at);
    write_teeth(modulus, bank, shape, at);
    for (size_t table = 0; table < shape->tables; table++) {
        lanes *entries = bank_table(modulus, bank, shape, table);
        for (size_t high = 2; high < table_entries(shape); high *= 2) {
            for (size_t low = 1; low < high; low++) {
                multiply(modulus, entries + (high + low) * size, entries + low * size, entries + high * size,
                         at.product);
            }
        }
    }
}

/// result = the entry that a column of the exponent selects, in all lanes. The whole table is read.
INLINE void select_column(const cmontgomery_modulus *modulus, lanes *result, const uint64_t *exponent,
                          const cmontgomery_comb_shape *shape, const uint64_t *bank, size_t table, size_t step) {
    const size_t digit = cmontgomery_comb_digit(exponent, shape, table * shape->run + step);
    select_entries(modulus, result, bank_table(modulus, bank, shape, table), table_entries(shape),
                   _mm512_set1_epi64((long long)digit));
}

IFMA void cmontgomery_bank_power(const cmontgomery_modulus *modulus, uint64_t *result, size_t stride,
                                 const uint64_t *exponent, const cmontgomery_comb_shape *shape, const uint64_t *bank,
                                 size_t rows, uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    select_column(modulus, at.value, exponent, shape, bank, 0, shape->run - 1);
    for (size_t step = shape->run, first = 1; step-- > 0; first = 0) {
        if (step + 1 < shape->run) square(modulus, at.value, at.value, at.product);
        for (size_t table = first; table < shape->tables && table * shape->run + step < shape->spacing; table++) {
            select_column(modulus, at.factor, exponent, shape, bank, table, step);
            multiply(modulus, at.value, at.value, at.factor, at.product);
        }
    }
    store_residues(modulus, result, stride, rows, at);
}
#endif
