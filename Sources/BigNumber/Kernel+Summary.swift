extension Kernel {
    /// One line for a person who wants to know how fast this machine is.
    package var summary: String {
        switch self {
        case .ifma: "AVX-512 IFMA: eight numbers at once"
        case .portable where Kernel.ifma.isAvailable: "AVX-512 IFMA is there, and GROK_KERNEL=portable does without"
        case .portable: "no AVX-512 IFMA: GMP computes the same, several times slower"
        }
    }
}
