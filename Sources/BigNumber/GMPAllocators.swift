import CGMP
import Glibc

/// GMP's memory functions. A process that holds a key installs wiping ones, because GMP's reallocations and temporaries
/// would leave limbs of it behind.
public enum GMPAllocators {
    /// Makes GMP wipe every block before it gives it back. Call it first thing in a process that holds a key; calling
    /// it again does nothing.
    ///
    /// The functions stand on `malloc` as GMP's own do, so blocks that were allocated before are freed rightly. What
    /// GMP keeps on the stack (temporaries below 64 KiB) is not reached by this, but by `wipeStack()`.
    public static func installWiping() {
        _ = installation
    }

    /// Overwrites 128 KiB of this thread's stack below its caller, where GMP had its temporaries: for the end of work with
    /// secrets.
    public static func wipeStack() {
        gmp_wipe_stack()
    }

    private static let installation: Void = __gmp_set_memory_functions(
        { allocate($0) }, { reallocate($0, from: $1, to: $2) }, { release($0, byteCount: $1) })

    /// GMP cannot be told that memory ran out: its own allocator aborts too.
    static func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer {
        guard let block = malloc(byteCount) else { fatalError("out of memory for \(byteCount) bytes of a number") }
        return block
    }

    static func reallocate(
        _ block: UnsafeMutableRawPointer?, from oldByteCount: Int, to newByteCount: Int
    ) -> UnsafeMutableRawPointer {
        let larger = allocate(newByteCount)
        guard let block else { return larger }
        larger.copyMemory(from: block, byteCount: min(oldByteCount, newByteCount))
        release(block, byteCount: oldByteCount)
        return larger
    }

    /// Wipes a block and gives it back; a test looks at it in between.
    static func release(
        _ block: UnsafeMutableRawPointer?, byteCount: Int, to free: (UnsafeMutableRawPointer?) -> Void = Glibc.free
    ) {
        if let block { explicit_bzero(block, byteCount) }
        free(block)
    }
}
