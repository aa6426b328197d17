// GMP's public names are macros (mpz_init is __gmpz_init), which Swift imports under their expanded names.
#pragma once
#include <gmp.h>
