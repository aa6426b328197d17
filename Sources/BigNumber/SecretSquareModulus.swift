/// The square of a secret odd number, such as a prime factor, as a modulus, in memory that is wiped.
///
/// Making one passes the number through `BigInteger`: the process has called `GMPAllocators.installWiping()`.
package struct SecretSquareModulus: ~Copyable, Sendable {
    /// How many limbs (64 bits) a residue has.
    package let limbCount: Int
    private let limbs: SecretLimbs
    private let lanes: LaneModulus?

    /// - Precondition: the number is odd and above 1.
    package init(squareOf root: BigInteger, kernel: Kernel) {
        precondition(root.isOdd && root > 1, "a modulus is odd and above 1")
        let square = root * root
        limbCount = square.limbCount
        limbs = SecretLimbs(square, count: square.limbCount)
        lanes = LaneModulus(root, isSquared: true, kernel: kernel)
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
