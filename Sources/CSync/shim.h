#pragma once
#include <sys/types.h>

// glibc's <fcntl.h> declares these with _GNU_SOURCE only, which Swift's own module of it is built without.
enum { GROK_SYNC_FILE_RANGE_WRITE = 2 };
int sync_file_range(int descriptor, off_t offset, off_t count, unsigned int flags);
