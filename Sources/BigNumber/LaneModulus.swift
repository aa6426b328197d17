import CMontgomery

/// A modulus N, or N² with numbers as pairs, as `CMontgomery` wants it, in memory that is wiped, since N may be a secret
/// prime.
final class LaneModulus: Sendable {
    /// Below this a vector's lanes take longer to fill than GMP takes to multiply.
    private static let limbCounts = 8...Int(CMONTGOMERY_MAX_WORDS)

    /// How many limbs (64 bits) an entry of a table has.
    let entryLimbs: Int
    private let words: Int
    private let isSquared: Bool
    private let prepared: SecretLimbs

    /// Nil where GMP is asked for, or better.
    ///
    /// - Parameters:
    ///   - root: an odd N that is no secret.
    ///   - isSquared: whether the modulus is N².
    convenience init?(_ root: BigInteger, isSquared: Bool, kernel: Kernel) {
        self.init(secret: SecretInteger(root), isSquared: isSquared, kernel: kernel)
    }

    /// The same for an N that may be a secret.
    init?(secret root: borrowing SecretInteger, isSquared: Bool, kernel: Kernel) {
        guard kernel == .ifma, Self.limbCounts.contains(root.limbCount) else { return nil }
        precondition(kernel.isAvailable, "this processor has no AVX-512 IFMA")
        words = root.limbCount
        self.isSquared = isSquared
        entryLimbs = words * (isSquared ? 2 : 1)
        prepared = Self.prepare(root, isSquared: isSquared)
    }

    private static func prepare(_ root: borrowing SecretInteger, isSquared: Bool) -> SecretLimbs {
        let words = root.limbCount
        let radix = SecretInteger(1) << cmontgomery_radix_bits(words)
        let rowWords = isSquared ? (root * root).limbCount : words
        let own = rows(root, count: 1, words: words)
        let negative = rows(root - radix.modulo(root), count: 1, words: words)
        let squared = entry(radix * radix, root, isSquared: isSquared)
        let shifted = entry(radix << (64 * words), root, isSquared: isSquared)
        var prepared = SecretLimbs(zeroCount: cmontgomery_modulus_size(words, isSquared) / MemoryLayout<UInt>.size)
        prepared.withMutableLimbs { prepared in
            own.withWords { own in
                negative.withWords { negative in
                    squared.withWords { squared in
                        shifted.withWords { shifted in
                            cmontgomery_prepare(
                                prepared.row(0, prepared.count).asModulus,
                                cmontgomery_constants(
                                    n: own, negative_radix: negative, r_squared: squared, r_shifted: shifted),
                                words, rowWords, isSquared)
                        }
                    }
                }
            }
        }
        return prepared
    }

    /// A number modulo N, or modulo N² its remainder and its quotient by N.
    private static func entry(
        _ number: borrowing SecretInteger, _ root: borrowing SecretInteger, isSquared: Bool
    ) -> SecretLimbs {
        guard isSquared else { return rows(number.modulo(root), count: 1, words: root.limbCount) }
        let residue = number.modulo(root * root)
        var entry = rows(residue.modulo(root), count: 2, words: root.limbCount)
        (residue / root).write(to: &entry, row: 1, limbs: root.limbCount)
        return entry
    }

    /// Room for rows, the first of which is a number.
    private static func rows(_ number: borrowing SecretInteger, count: Int, words: Int) -> SecretLimbs {
        var rows = SecretLimbs(zeroCount: count * words)
        number.write(to: &rows, row: 0, limbs: words)
        return rows
    }

    /// Lends the kernel with scratch for products and combs.
    func withLanes<Result>(_ body: (Lanes) throws -> Result) rethrows -> Result {
        try withLanes(scratch: cmontgomery_scratch_words(words, isSquared), body)
    }

    /// Lends the kernel with scratch for powers of so many bases at a time too.
    func withPowerLanes<Result>(
        exponentBits: Int, bases: Int, _ body: (Lanes) throws -> Result
    ) rethrows -> Result {
        try withLanes(scratch: cmontgomery_power_scratch_words(words, isSquared, exponentBits, bases), body)
    }

    /// Lends the kernel with scratch for chains of so many numbers too.
    func withChainLanes<Result>(numbers: Int, _ body: (Lanes) throws -> Result) rethrows -> Result {
        try withLanes(scratch: cmontgomery_chain_scratch_words(words, isSquared, numbers), body)
    }

    /// How many limbs (64 bits) a running product of eight numbers takes.
    var productLimbs: Int { cmontgomery_product_words(words) }

    /// The exponent of R, by powers of which a running product is off.
    var radixBits: Int { cmontgomery_radix_bits(words) }

    /// Whether `Lanes.spreadPower` is there for it.
    var canSpread: Bool { cmontgomery_can_spread(words) }

    /// How many limbs (64 bits) a bank takes.
    func bankLimbs(_ shape: CombShape) -> Int {
        withUnsafePointer(to: shape.form) { cmontgomery_bank_words(words, isSquared, $0) }
    }

    private func withLanes<Result>(scratch limbs: Int, _ body: (Lanes) throws -> Result) rethrows -> Result {
        try prepared.withLimbs { prepared in
            try withWipedScratch(limbs: limbs) { scratch in
                try body(Lanes(modulus: prepared.row(0, prepared.count).asModulus, scratch: scratch.asWords))
            }
        }
    }
}
