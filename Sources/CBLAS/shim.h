#pragma once

// Debian: libopenblas-pthread-dev, or any other build of OpenBLAS.
#include <cblas.h>
