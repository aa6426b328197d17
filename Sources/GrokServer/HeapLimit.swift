import CMalloc

/// How many heaps the allocator keeps.
package enum HeapLimit {
    /// Two. By default glibc makes eight a processor as threads come, and what one thread has given back no other uses:
    /// under a thousand uploads that is a tenth of the server's memory. To be called before there are threads.
    package static func apply() {
        mallopt(M_ARENA_MAX, 2)
    }
}
