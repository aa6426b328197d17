// Arithmetic modulo one odd N, or N², on eight numbers at once, on AVX-512 IFMA (vpmadd52luq, vpmadd52huq).
//
// Outside, a number is a row of 64-bit words, least significant first, and rows lie one after the other.
//
// Inside, a number is cut into limbs of 52 bits, and limb i of eight numbers (the lanes) is one 512-bit register:
// number k is in lane k of `limbs` consecutive registers. Numbers are in Montgomery's form x·R mod N with
// R = 2^(416 · blocks), a block being eight limbs. Limbs are normalised (below 2^52) between operations; a number may
// exceed N, by less than N, and is made canonical when it is written to a row.
//
// Time and memory accesses depend on sizes alone, except in `cmontgomery_comb`, which reads table entries by index, and in
// `cmontgomery_chain`, which takes the steps that it is given.
// Scratch is the caller's, needs no alignment, and holds secrets afterwards if operands were secret: the caller wipes
// it. The functions keep no state.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How many numbers an operation deals with at once.
enum { CMONTGOMERY_LANES = 8 };

/// An odd modulus, N or N², ready for use, in memory of `cmontgomery_modulus_size` bytes.
///
/// Modulo N² a number is a pair (a, b) that stands for a + b·N, each half a number modulo N. A product is
/// (a + b·N)(c + d·N) = ac + (ad + bc)·N: three products of half the size and two reductions modulo N, five eighths of
/// the work that a product of numbers as long as N² takes, and a square seven twelfths. Entering and leaving this form
/// costs some products, so it is for powers.
typedef struct {
    uint64_t words;      ///< 64-bit words of N
    uint64_t row_words;  ///< 64-bit words of a row: those of N, or of N²
    uint64_t limbs;      ///< 52-bit limbs of a number modulo N, a multiple of four, with at least 16 bits to spare
    uint64_t blocks;     ///< ⌈limbs / 8⌉
    uint64_t halves;     ///< 1 modulo N, 2 modulo N²
    uint64_t inverse;    ///< −N⁻¹ mod 2^52
    uint64_t constants[];  ///< N and −R mod N in 8 · blocks limbs each, R² and R·2^(64·words) in as many times `halves`
} cmontgomery_modulus;

/// Powers of bases for a comb (Lim–Lee 1994): an exponent's bits are written in `teeth` rows of `spacing` bits, and a
/// column of that grid selects one entry. Every `run` columns share a table, so that one squaring serves them all.
/// Every base has as many tables, one base's after the other's.
typedef struct {
    size_t exponent_bits;
    size_t teeth;    ///< bits that select an entry
    size_t spacing;  ///< ⌈exponent_bits / teeth⌉: columns
    size_t tables;   ///< ⌈spacing / run⌉ tables of 2^teeth entries a base
    size_t run;      ///< columns a table serves; run − 1 squarings a power
} cmontgomery_comb_shape;

/// Whether this processor has what the functions below need. Where it has not, only the sizes and
/// `cmontgomery_comb_digit` may be called.
bool cmontgomery_is_supported(void);

/// The longest N, in words, for which sums of products fit their 64-bit lanes with a wide margin.
enum { CMONTGOMERY_MAX_WORDS = 256 };

/// The exponent of R for an N of so many words: log₂ R.
size_t cmontgomery_radix_bits(size_t words);

/// The bytes of a `cmontgomery_modulus`.
size_t cmontgomery_modulus_size(size_t words, bool is_squared);

/// The words of scratch for all functions but the two below.
size_t cmontgomery_scratch_words(size_t words, bool is_squared);

/// The words of scratch for `cmontgomery_power` with so many bases.
size_t cmontgomery_power_scratch_words(size_t words, bool is_squared, size_t exponent_bits, size_t bases);

/// The words of scratch for `cmontgomery_chain` with so many numbers.
size_t cmontgomery_chain_scratch_words(size_t words, bool is_squared, size_t numbers);

/// What depends on the modulus M, which is N or N², and takes long division: rows of as many words as N, modulo N² two
/// of them for each of the last two, the remainder and the quotient by N.
typedef struct {
    const uint64_t *n;               ///< N, odd, its highest word not zero
    const uint64_t *negative_radix;  ///< −R mod N
    const uint64_t *r_squared;       ///< R² mod M
    const uint64_t *r_shifted;       ///< R·2^(64·words) mod M
} cmontgomery_constants;

/// Prepares the modulus N of `words` words, up to `CMONTGOMERY_MAX_WORDS`, or N². Rows have `row_words` words.
void cmontgomery_prepare(cmontgomery_modulus *modulus, cmontgomery_constants constants, size_t words,
                         size_t row_words, bool is_squared);

/// result = left · right mod N, row by row, for 1…8 rows of any value. The result may be an operand. Not for N².
void cmontgomery_multiply(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *left,
                          const uint64_t *right, size_t rows, uint64_t *scratch);

/// Turns 1…8 rows of any value, `words` · `halves` words apart, into entries of a table, in Montgomery's form: as many
/// words, the halves of a pair one after the other. The entries may lie where the rows do.
void cmontgomery_enter(const cmontgomery_modulus *modulus, uint64_t *entries, const uint64_t *rows, size_t count,
                       uint64_t *scratch);

/// result = left · factor for 1…8 entries and one that all share. The result may be an operand.
void cmontgomery_scale(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *left,
                       const uint64_t *factor, size_t count, uint64_t *scratch);

/// result = base^exponent modulo N or N², row by row, in constant time. Of more than eight bases, each of the eight rows
/// of the result is the product of the powers of every eighth base, which share their squarings.
/// Bases are rows of `base_words` words of any value. Exponents are below 2^exponent_bits, `exponent_stride` words
/// apart, 0 for one that all rows share. The result may not overlap an operand.
void cmontgomery_power(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *bases, size_t base_words,
                       const uint64_t *exponents, size_t exponent_stride, size_t exponent_bits, size_t count,
                       uint64_t *scratch);

/// Whether `cmontgomery_spread_power` takes an N of so many words: those of keys of 2048, 3072 and 4096 bits.
bool cmontgomery_can_spread(size_t words);

/// result = base^exponent modulo N or N² for one row, in constant time, in about a fifth of the time that
/// `cmontgomery_power` takes for a row or for eight. Scratch is as much as that wants for one base.
void cmontgomery_spread_power(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *base,
                              size_t base_words, const uint64_t *exponent, size_t exponent_bits, uint64_t *scratch);

/// One product of a chain: number `result` becomes number `left` times number `right`.
typedef struct {
    uint32_t result, left, right;
} cmontgomery_step;

/// What a chain of products computes from the numbers 0…bases − 1, in steps that do not depend on their values.
typedef struct {
    const cmontgomery_step *steps;
    size_t step_count;
    size_t bases;    ///< how many numbers are given
    size_t numbers;  ///< how many there are with those that the steps introduce
    size_t answer;   ///< the number that is the result
} cmontgomery_chain_form;

/// Where the bases of a chain lie: number i of row r is i · base_stride + r · row_stride words from the start, and has
/// `words` words of any value.
typedef struct {
    const uint64_t *start;
    size_t words, base_stride, row_stride;
} cmontgomery_bases;

/// result = what a chain computes modulo N or N², for 1…8 rows.
void cmontgomery_chain(const cmontgomery_modulus *modulus, uint64_t *result, cmontgomery_bases bases,
                       cmontgomery_chain_form chain, size_t rows, uint64_t *scratch);

/// Makes entry^(2^squarings) of 1…8 entries.
void cmontgomery_square(const cmontgomery_modulus *modulus, uint64_t *entries, size_t squarings, size_t count,
                        uint64_t *scratch);

/// result = base^exponent modulo N or N² for every exponent and, for each of these, every base, of which rows
/// first…first + rows − 1 are computed, 1…8 of them. `entries` are the bases' powers: entry d of table t is the product
/// of base^(2^(tooth · spacing + t · run)) over the teeth whose bit is set in d.
/// Exponents are rows of ⌈exponent_bits / 64⌉ words. Which entries are read depends on the exponents. The result is rows,
/// or if asked for entries, as `cmontgomery_enter` makes them.
void cmontgomery_comb(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *exponents,
                      const cmontgomery_comb_shape *shape, const uint64_t *entries, size_t bases, size_t first,
                      size_t rows, bool makes_entries, uint64_t *scratch);

/// result = (1 + multiple · N) · entry modulo N², row by row, for 1…8 entries and as many multiples below N, rows of
/// `multiple_words` words, no more than N has. The result is rows.
void cmontgomery_multiply_one_plus(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *entries,
                                   const uint64_t *multiples, size_t multiple_words, size_t rows, uint64_t *scratch);

/// The words of a running product modulo N²: of eight numbers side by side, each the product of all that were folded into
/// it. It begins as zeros, but for ones in the first eight words.
size_t cmontgomery_product_words(size_t words);

/// product = product · row modulo N², for 1…8 rows of any value, one a lane.
void cmontgomery_fold(const cmontgomery_modulus *modulus, uint64_t *product, const uint64_t *rows, size_t count,
                      uint64_t *scratch);

/// Writes 1…8 rows of a running product of m numbers each. `factor` is R^(2m + 1) mod N², in as many words as two N have:
/// the remainder by N, then the quotient.
void cmontgomery_unfold(const cmontgomery_modulus *modulus, uint64_t *result, const uint64_t *product,
                        const uint64_t *factor, size_t rows, uint64_t *scratch);

/// The words of a bank: a comb's tables for eight bases side by side, a base a lane, for exponents that all bases
/// share and that nobody may learn from the time or the accesses to memory.
size_t cmontgomery_bank_words(size_t words, bool is_squared, const cmontgomery_comb_shape *shape);

/// Fills a bank for 1…8 bases, rows of `base_words` words of any value. No comb has more than five teeth here.
void cmontgomery_fill_bank(const cmontgomery_modulus *modulus, uint64_t *bank, const uint64_t *bases,
                           size_t base_words, const cmontgomery_comb_shape *shape, size_t rows, uint64_t *scratch);

/// result = base^exponent modulo N or N² for the 1…8 bases of a bank, rows `stride` words apart, in constant time.
void cmontgomery_bank_power(const cmontgomery_modulus *modulus, uint64_t *result, size_t stride,
                            const uint64_t *exponent, const cmontgomery_comb_shape *shape, const uint64_t *bank,
                            size_t rows, uint64_t *scratch);

/// The entry that column `column` of an exponent selects.
size_t cmontgomery_comb_digit(const uint64_t *exponent, const cmontgomery_comb_shape *shape, size_t column);
