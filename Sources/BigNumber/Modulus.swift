import CGMP

/// A public odd modulus N > 1 and what arithmetic with it needs; made once, then only read, by any thread.
///
/// Residues are plain numbers in `0 ..< N`, in rows of `limbCount` limbs. A kernel with another form (Montgomery, radix
/// 2^52) converts inside the vector operations of `Modulus+Vectors.swift`, `Modulus+Powers.swift` and `FixedBaseTable`,
/// so that callers and the wire see the same bytes whichever kernel ran.
public final class Modulus: Sendable {
    /// N.
    public let value: BigInteger
    /// How many limbs (64 bits) a residue has.
    public let limbCount: Int
    /// How many bytes a residue has on the wire.
    public let byteCount: Int
    /// N for the eight-lane kernel, where that is the one to use.
    let lanes: LaneModulus?
    private let limbs: [UInt]

    /// - Precondition: N is odd and above 1.
    public convenience init(_ value: BigInteger) {
        self.init(value, kernel: .best)
    }

    /// A modulus for a given kernel.
    package init(_ value: BigInteger, kernel: Kernel) {
        precondition(value.isOdd && value > 1, "a modulus is odd and above 1")
        self.value = value
        limbCount = value.limbCount
        byteCount = value.byteCount
        limbs = value.withLimbs { Array($0) }
        lanes = LaneModulus(value, kernel: kernel)
    }

    /// Lends the limbs of N.
    package func withLimbs<Result>(_ body: (UnsafePointer<UInt>) throws -> Result) rethrows -> Result {
        try limbs.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("a modulus has limbs") }
            return try body(start)
        }
    }

    /// Whether limbs form a number in `1 ..< N`.
    ///
    /// - Precondition: there are `limbCount` limbs.
    func containsNonZero(_ residue: UnsafeBufferPointer<UInt>) -> Bool {
        precondition(residue.count == limbCount, "a residue has \(limbCount) limbs, not \(residue.count)")
        guard residue.contains(where: { $0 != 0 }) else { return false }
        return withLimbs { __gmpn_cmp(residue.baseAddress, $0, limbCount) < 0 }
    }
}
