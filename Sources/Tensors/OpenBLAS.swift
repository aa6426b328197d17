import Glibc

/// What matrix products need of OpenBLAS, from its shared library.
///
/// The library is loaded at the first product, not with the program: binding its 12,000 symbols and starting its threads
/// is a third of the start of a mail filter, and the spam model of dimension 1 needs no product at all.
struct OpenBLAS: Sendable {
    /// `cblas_sgemm`: order, transpositions, sizes m, n, k, α, A, B, β, C, and the length of a row of each in memory.
    typealias FloatProduct =
        @convention(c) (
            CInt, CInt, CInt, CInt, CInt, CInt, Float, UnsafePointer<Float>?, CInt, UnsafePointer<Float>?, CInt, Float,
            UnsafeMutablePointer<Float>?, CInt
        ) -> Void
    /// `cblas_dgemm`, the same for `Double`.
    typealias DoubleProduct =
        @convention(c) (
            CInt, CInt, CInt, CInt, CInt, CInt, Double, UnsafePointer<Double>?, CInt, UnsafePointer<Double>?, CInt,
            Double,
            UnsafeMutablePointer<Double>?, CInt
        ) -> Void
    private typealias SetThreads = @convention(c) (CInt) -> Void
    private typealias Text = @convention(c) () -> UnsafePointer<CChar>?

    /// `CblasRowMajor`, `CblasNoTrans` and `CblasTrans` of cblas.h.
    static let (rowMajor, asStored, transposed): (CInt, CInt, CInt) = (101, 111, 112)

    let multiplyFloats: FloatProduct
    let multiplyDoubles: DoubleProduct
    /// Its version and how it was built.
    let configuration: String
    /// The processor that its kernels are for.
    let core: String

    /// The library, on one thread; nil where there is none of its interface with sizes of 32 bits.
    static let shared = OpenBLAS(named: "libopenblas.so.0")

    /// Loads a library, which stays for as long as the process.
    init?(named name: String) {
        guard let library = dlopen(name, RTLD_LAZY | RTLD_LOCAL),
            let sgemm = dlsym(library, "cblas_sgemm"), let dgemm = dlsym(library, "cblas_dgemm"),
            let setThreads = dlsym(library, "openblas_set_num_threads"),
            let configuration = dlsym(library, "openblas_get_config"),
            let core = dlsym(library, "openblas_get_corename")
        else { return nil }
        unsafeBitCast(setThreads, to: SetThreads.self)(1)
        multiplyFloats = unsafeBitCast(sgemm, to: FloatProduct.self)
        multiplyDoubles = unsafeBitCast(dgemm, to: DoubleProduct.self)
        self.configuration = Self.text(unsafeBitCast(configuration, to: Text.self))
        self.core = Self.text(unsafeBitCast(core, to: Text.self))
    }

    private static func text(_ function: Text) -> String {
        function().map { String(cString: $0) } ?? ""
    }
}
