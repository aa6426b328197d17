/// The square of a secret odd number, such as a prime factor, as a modulus, in memory that is wiped.
package struct SecretSquareModulus: ~Copyable, Sendable {
    /// How many limbs (64 bits) a residue has.
    package let limbCount: Int
    private let limbs: SecretLimbs
    private let lanes: LaneModulus?

    /// - Precondition: the number is odd and above 1.
    package init(squareOf root: borrowing SecretInteger, kernel: Kernel) {
        precondition(root.isOdd && root.bitWidth > 1, "a modulus is odd and above 1")
        let square = root * root
        limbCount = square.limbCount
        limbs = square.withLimbs { SecretLimbs(copying: $0) }
        lanes = LaneModulus(secret: root, isSquared: true, kernel: kernel)
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
