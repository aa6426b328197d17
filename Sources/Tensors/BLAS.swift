import Synchronization

/// The library behind matrix products: OpenBLAS, or where it is missing loops of our own.
///
/// Measured on AVX-512 against BLIS 0.9 and libxsmm 1.17 over the products of the book's models, it is the fastest or
/// close to it but for products of a few columns, where BLIS is, and unlike libxsmm it is a shared library.
public enum BLAS {
    /// Version and the processor its kernels are for: half of the speed when it takes too old a one
    /// (`OPENBLAS_CORETYPE` overrules it).
    public static var description: String {
        OpenBLAS.shared.map { "\($0.configuration), kernels for \($0.core)" } ?? "loops without OpenBLAS, which is slow"
    }

    /// Calls into the library, on one thread: matrices are small here, several processes share a machine, and equal
    /// inputs shall give equal bits.
    ///
    /// - Returns: whether there is a library.
    static func run(_ body: (OpenBLAS) -> Void) -> Bool {
        guard let library = OpenBLAS.shared else { return false }
        if isThreadSafe {
            body(library)
        } else {
            lock.withLock { _ in body(library) }
        }
        return true
    }

    /// A build without threads (libopenblas0-serial) shares its scratch memory between callers unguarded: now and then
    /// a product would be wrong.
    private static let isThreadSafe = OpenBLAS.shared?.configuration.contains("SINGLE_THREADED") == false
    private static let lock = Mutex(())
}
