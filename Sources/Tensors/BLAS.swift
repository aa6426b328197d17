import CBLAS
import Synchronization

/// The library behind matrix products: OpenBLAS.
///
/// Measured on AVX-512 against BLIS 0.9 and libxsmm 1.17 over the products of the book's models, it is the fastest or
/// close to it but for products of a few columns, where BLIS is, and unlike libxsmm it is a shared library.
public enum BLAS {
    /// Version and the processor its kernels are for: half of the speed when it takes too old a one
    /// (`OPENBLAS_CORETYPE` overrules it).
    public static var description: String {
        "\(String(cString: openblas_get_config())), kernels for \(String(cString: openblas_get_corename()))"
    }

    /// Calls into the library, on one thread: matrices are small here, several processes share a machine, and equal
    /// inputs shall give equal bits.
    static func run(_ body: () -> Void) {
        if isThreadSafe {
            body()
        } else {
            lock.withLock { _ in body() }
        }
    }

    /// A build without threads (libopenblas0-serial) shares its scratch memory between callers unguarded: now and then
    /// a product would be wrong.
    private static let isThreadSafe: Bool = {
        openblas_set_num_threads(1)
        return !String(cString: openblas_get_config()).contains("SINGLE_THREADED")
    }()
    private static let lock = Mutex(())
}
