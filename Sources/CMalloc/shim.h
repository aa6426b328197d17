#pragma once
// glibc's settings of its heaps are not in Swift's own module of it.
#include <malloc.h>
