import CMontgomery

/// What multiplies residues. All kernels give the same bytes; a test, or a benchmark, may ask for one by name.
package enum Kernel: Sendable, CaseIterable {
    /// Eight numbers at once on AVX-512 IFMA (`CMontgomery`).
    case ifma
    /// One number at a time (GMP), on any processor.
    case portable

    /// The fastest that this processor has.
    package static let best: Kernel = Kernel.ifma.isAvailable ? .ifma : .portable

    /// Whether this processor has it.
    package var isAvailable: Bool {
        switch self {
        case .ifma: cmontgomery_is_supported()
        case .portable: true
        }
    }
}
