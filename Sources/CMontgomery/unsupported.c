#include "CMontgomery.h"

#if !defined(__x86_64__)
#include <stdlib.h>

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
                       const uint64_t *exponents, size_t exponent_stride, size_t exponent_bits, size_t count,
                       uint64_t *scratch) {
    abort();
}

void cmontgomery_chain(const cmontgomery_modulus *modulus, uint64_t *result, cmontgomery_bases bases,
                       cmontgomery_chain_form chain, size_t rows, uint64_t *scratch) {
    abort();
}

void cmontgomery_square(const cmontgomery_modulus *modulus, uint64_t *entries, size_t squarings, size_t count,
                        uint64_t *scratch) {
    abort();
}

void cmontgomery_comb(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *exponents,
                      const cmontgomery_comb_shape *shape, const uint64_t *entries, size_t bases, size_t first,
                      size_t rows, bool makes_entries, uint64_t *scratch) {
    abort();
}

void cmontgomery_multiply_one_plus(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *entries,
                                   const uint64_t *multiples, size_t multiple_words, size_t rows, uint64_t *scratch) {
    abort();
}

void cmontgomery_fold(const cmontgomery_modulus *modulus, uint64_t *product, const uint64_t *rows, size_t count,
                      uint64_t *scratch) {
    abort();
}

void cmontgomery_unfold(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *product,
                        const uint64_t *factor, size_t rows, uint64_t *scratch) {
    abort();
}

void cmontgomery_fill_bank(const cmontgomery_modulus *modulus, uint64_t *bank, const uint64_t *bases,
                           size_t base_words, const cmontgomery_comb_shape *shape, size_t rows, uint64_t *scratch) {
    abort();
}

void cmontgomery_bank_power(const cmontgomery_modulus *modulus, uint64_t *result, size_t stride,
                            const uint64_t *exponent, const cmontgomery_comb_shape *shape, const uint64_t *bank,
                            size_t rows, uint64_t *scratch) {
    abort();
}

void cmontgomery_spread_power(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *base,
                              size_t base_words, const uint64_t *exponent, size_t exponent_bits, uint64_t *scratch) {
    abort();
}
#endif
