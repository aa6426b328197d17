import CMontgomery
import Glibc

/// What multiplies residues. All kernels give the same bytes; a test may ask for one by name, and who starts a program
/// may do without `ifma` by `GROK_KERNEL=portable` in its environment.
public enum Kernel: Sendable, CaseIterable {
    /// Eight numbers at once on AVX-512 IFMA (`CMontgomery`).
    case ifma
    /// One number at a time (GMP), on any processor.
    case portable

    /// The fastest that this processor has, unless the environment says otherwise.
    public static let best: Kernel = isPortableForced || !Kernel.ifma.isAvailable ? .portable : .ifma

    private static var isPortableForced: Bool {
        getenv("GROK_KERNEL").map { strcmp($0, "portable") == 0 } ?? false
    }

    /// Whether this processor has it.
    package var isAvailable: Bool {
        switch self {
        case .ifma: cmontgomery_is_supported()
        case .portable: true
        }
    }
}
