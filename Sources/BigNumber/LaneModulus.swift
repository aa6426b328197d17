import CMontgomery

/// A modulus as `CMontgomery` wants it, in memory that is wiped, since the modulus may be the square of a secret prime.
final class LaneModulus: Sendable {
    /// Below this a vector's lanes take longer to fill than GMP takes to multiply.
    private static let limbCounts = 8...Int(CMONTGOMERY_MAX_WORDS)

    /// How many limbs (64 bits) a residue has.
    let limbCount: Int
    private let prepared: SecretLimbs
    /// R² mod N; the product with it without Montgomery's factor brings a residue into Montgomery's form.
    private let squaredRadix: SecretLimbs

    /// Nil where GMP is asked for, or better.
    ///
    /// - Precondition: N is odd and positive.
    init?(_ modulus: BigInteger, kernel: Kernel) {
        let words = modulus.limbCount
        guard kernel == .ifma, Self.limbCounts.contains(words) else { return nil }
        precondition(kernel.isAvailable, "this processor has no AVX-512 IFMA")
        let radixBits = cmontgomery_radix_bits(words)
        let squared = SecretLimbs((BigInteger(1) << (2 * radixBits)).modulo(modulus), count: words)
        let shifted = SecretLimbs((BigInteger(1) << (radixBits + 64 * words)).modulo(modulus), count: words)
        var prepared = SecretLimbs(zeroCount: cmontgomery_modulus_size(words) / MemoryLayout<UInt>.size)
        let own = SecretLimbs(modulus, count: words)
        prepared.withMutableLimbs { prepared in
            own.withLimbs { own in
                squared.withLimbs { squared in
                    shifted.withLimbs { shifted in
                        cmontgomery_prepare(
                            prepared.row(0, prepared.count).asModulus, own.row(0, words).asWords,
                            squared.row(0, words).asWords, shifted.row(0, words).asWords, words)
                    }
                }
            }
        }
        limbCount = words
        self.prepared = prepared
        squaredRadix = squared
    }

    /// Lends the kernel with scratch for products and combs.
    func withLanes<Result>(_ body: (Lanes) throws -> Result) rethrows -> Result {
        try withLanes(scratch: cmontgomery_scratch_words(limbCount), body)
    }

    /// Lends the kernel with scratch for powers too.
    func withPowerLanes<Result>(_ body: (Lanes) throws -> Result) rethrows -> Result {
        try withLanes(scratch: cmontgomery_power_scratch_words(limbCount), body)
    }

    private func withLanes<Result>(scratch limbs: Int, _ body: (Lanes) throws -> Result) rethrows -> Result {
        try prepared.withLimbs { prepared in
            try squaredRadix.withLimbs { squaredRadix in
                try withWipedScratch(limbs: limbs) { scratch in
                    try body(
                        Lanes(
                            modulus: prepared.row(0, prepared.count).asModulus,
                            squaredRadix: squaredRadix.row(0, limbCount), scratch: scratch.asWords))
                }
            }
        }
    }
}

/// The eight-lane kernel at work on up to eight rows at a time, with one thread's scratch: pointers that end with the
/// closure of `withLanes`.
struct Lanes {
    /// How many rows an operation takes at most.
    static let count = Int(CMONTGOMERY_LANES)

    fileprivate let modulus: UnsafePointer<cmontgomery_modulus>
    fileprivate let squaredRadix: UnsafePointer<UInt>
    fileprivate let scratch: UnsafeMutablePointer<UInt64>

    /// result = left · right mod N, row by row; the result may be an operand.
    func multiply(
        _ result: UnsafeMutablePointer<UInt>, _ left: UnsafePointer<UInt>, _ right: UnsafePointer<UInt>, rows: Int
    ) {
        cmontgomery_multiply(modulus, result.asWords, left.asWords, right.asWords, rows, scratch)
    }

    /// result = left · factor mod N, row by row, where `factor` is one number in Montgomery's form: left and result
    /// have the same form, either one.
    func scale(
        _ result: UnsafeMutablePointer<UInt>, _ left: UnsafePointer<UInt>, by factor: UnsafePointer<UInt>, rows: Int
    ) {
        cmontgomery_multiply_reduced(modulus, result.asWords, left.asWords, factor.asWords, 0, rows, scratch)
    }

    /// Brings one number into Montgomery's form, in place.
    func enterMontgomeryForm(_ number: UnsafeMutablePointer<UInt>) {
        scale(number, number, by: squaredRadix, rows: 1)
    }

    /// result = base^exponent mod N, row by row, in constant time. Exponents are `exponentStride` limbs apart.
    func power(
        _ result: UnsafeMutablePointer<UInt>, _ bases: UnsafePointer<UInt>, baseLimbs: Int,
        _ exponents: UnsafePointer<UInt>, exponentStride: Int, exponentBits: Int, rows: Int
    ) {
        cmontgomery_power(
            modulus, result.asWords, bases.asWords, baseLimbs, exponents.asWords, exponentStride, exponentBits, rows,
            scratch)
    }

    /// result = base^exponent mod N, row by row, with the base's powers in Montgomery's form.
    func comb(
        _ result: UnsafeMutablePointer<UInt>, _ exponents: UnsafePointer<UInt>, _ shape: CombShape,
        _ entries: UnsafePointer<UInt>, rows: Int
    ) {
        withUnsafePointer(to: shape.form) { form in
            cmontgomery_comb(modulus, result.asWords, exponents.asWords, form, entries.asWords, rows, scratch)
        }
    }
}

// A limb is a word: Swift's UInt and C's uint64_t have the same size and alignment where GMP has limbs of 64 bits.
extension UnsafePointer where Pointee == UInt {
    fileprivate var asWords: UnsafePointer<UInt64> { UnsafeRawPointer(self).assumingMemoryBound(to: UInt64.self) }

    fileprivate var asModulus: UnsafePointer<cmontgomery_modulus> {
        UnsafeRawPointer(self).assumingMemoryBound(to: cmontgomery_modulus.self)
    }
}

extension UnsafeMutablePointer where Pointee == UInt {
    fileprivate var asWords: UnsafeMutablePointer<UInt64> {
        UnsafeMutableRawPointer(self).assumingMemoryBound(to: UInt64.self)
    }

    fileprivate var asModulus: UnsafeMutablePointer<cmontgomery_modulus> {
        UnsafeMutableRawPointer(self).assumingMemoryBound(to: cmontgomery_modulus.self)
    }
}
