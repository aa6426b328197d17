#include "scratch.h"

#if defined(__x86_64__)

IFMA void cmontgomery_chain(const cmontgomery_modulus *modulus, uint64_t *result, cmontgomery_bases bases,
                            cmontgomery_chain_form chain, size_t rows, uint64_t *scratch) {
    const scratch_parts at = divide(modulus, scratch);
    const size_t size = registers(modulus);
    lanes *numbers = at.table;
    for (size_t i = 0; i < chain.bases; i++) {
        const uint64_t *start = bases.start + i * bases.base_stride;
        load_residues(modulus, numbers + i * size, start, bases.row_stride, bases.words, rows, at);
    }
    for (size_t i = 0; i < chain.step_count; i++) {
        const cmontgomery_step step = chain.steps[i];
        lanes *product = numbers + step.result * size;
        const lanes *left = numbers + step.left * size, *right = numbers + step.right * size;
        if (left == right) {
            square(modulus, product, left, at.product);
        } else {
            multiply(modulus, product, left, right, at.product);
        }
    }
    for (size_t i = 0; i < size; i++) at.value[i] = numbers[chain.answer * size + i];
    store_residues(modulus, result, modulus->row_words, rows, at);
}
#endif
