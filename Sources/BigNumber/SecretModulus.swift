/// A secret odd modulus, such as the square of a prime factor, in memory that is wiped.
///
/// Making one passes the modulus through `BigInteger`: the process has called `GMPAllocators.installWiping()`.
package struct SecretModulus: ~Copyable, Sendable {
    /// How many limbs (64 bits) a residue has.
    package let limbCount: Int
    private let limbs: SecretLimbs
    private let lanes: LaneModulus?

    /// - Precondition: the modulus is odd and above 1.
    package init(_ value: BigInteger, kernel: Kernel) {
        precondition(value.isOdd && value > 1, "a modulus is odd and above 1")
        limbCount = value.limbCount
        limbs = SecretLimbs(value, count: value.limbCount)
        lanes = LaneModulus(value, kernel: kernel)
    }

    /// Lends what raises bases of so many limbs to exponents of so many bits.
    package borrowing func withPower<Result>(
        baseLimbs: Int, exponentBits: Int, _ body: (SecretPower) throws -> Result
    ) rethrows -> Result {
        try limbs.withLimbs { limbs in
            try SecretPower.withScratch(
                baseLimbs: baseLimbs, exponentBits: exponentBits, modulus: limbs.row(0, limbCount),
                modulusLimbs: limbCount, lanes: lanes, body)
        }
    }
}
