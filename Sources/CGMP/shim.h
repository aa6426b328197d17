// GMP's public names are macros (mpz_init is __gmpz_init), which Swift imports under their expanded names.
#pragma once
#include <gmp.h>
#include <string.h>

// Overwrites what functions that have returned left on this thread's stack: GMP keeps temporaries below 64 KiB there, and
// Swift has no frame of a known size to write over.
static __attribute__((noinline, unused)) void gmp_wipe_stack(void) {
    unsigned char below[1 << 17];
    explicit_bzero(below, sizeof below);
}
