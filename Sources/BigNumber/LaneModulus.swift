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
    ///   - root: an odd N.
    ///   - isSquared: whether the modulus is N².
    init?(_ root: BigInteger, isSquared: Bool, kernel: Kernel) {
        guard kernel == .ifma, Self.limbCounts.contains(root.limbCount) else { return nil }
        precondition(kernel.isAvailable, "this processor has no AVX-512 IFMA")
        words = root.limbCount
        self.isSquared = isSquared
        entryLimbs = words * (isSquared ? 2 : 1)
        prepared = Self.prepare(root, isSquared: isSquared)
    }

    private static func prepare(_ root: BigInteger, isSquared: Bool) -> SecretLimbs {
        let (words, modulus) = (root.limbCount, isSquared ? root * root : root)
        let radix = BigInteger(1) << cmontgomery_radix_bits(words)
        let row = { (number: BigInteger) in SecretLimbs(number, count: words) }
        let number = { (number: BigInteger) in
            let residue = number.modulo(modulus)
            return SecretLimbs(
                concatenating: isSquared
                    ? [(residue.modulo(root), words), (residue / root, words)] : [(residue, words)])
        }
        let own = row(root)
        let negative = row((-radix).modulo(root))
        let squared = number(radix * radix)
        let shifted = number(radix << (64 * words))
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
                                words, modulus.limbCount, isSquared)
                        }
                    }
                }
            }
        }
        return prepared
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

    private func withLanes<Result>(scratch limbs: Int, _ body: (Lanes) throws -> Result) rethrows -> Result {
        try prepared.withLimbs { prepared in
            try withWipedScratch(limbs: limbs) { scratch in
                try body(Lanes(modulus: prepared.row(0, prepared.count).asModulus, scratch: scratch.asWords))
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
    fileprivate let scratch: UnsafeMutablePointer<UInt64>

    /// result = left · right mod N, row by row; the result may be an operand. Not for N².
    func multiply(
        _ result: UnsafeMutablePointer<UInt>, _ left: UnsafePointer<UInt>, _ right: UnsafePointer<UInt>, rows: Int
    ) {
        cmontgomery_multiply(modulus, result.asWords, left.asWords, right.asWords, rows, scratch)
    }

    /// Makes entries of tables of the residues that lie there.
    func makeEntries(_ entries: UnsafeMutablePointer<UInt>, count: Int) {
        cmontgomery_enter(modulus, entries.asWords, entries.asWords, count, scratch)
    }

    /// Makes entry^(2^squarings) of entries.
    func square(_ entries: UnsafeMutablePointer<UInt>, squarings: Int, count: Int) {
        cmontgomery_square(modulus, entries.asWords, squarings, count, scratch)
    }

    /// result = left · factor, entry by entry, for one factor.
    func scale(
        _ result: UnsafeMutablePointer<UInt>, _ left: UnsafePointer<UInt>, by factor: UnsafePointer<UInt>, count: Int
    ) {
        cmontgomery_scale(modulus, result.asWords, left.asWords, factor.asWords, count, scratch)
    }

    /// result = base^exponent, row by row, in constant time; of more than eight bases, the product of the powers of every
    /// eighth. Exponents are `exponentStride` limbs apart.
    func power(
        _ result: UnsafeMutablePointer<UInt>, _ bases: UnsafePointer<UInt>, baseLimbs: Int,
        _ exponents: UnsafePointer<UInt>, exponentStride: Int, exponentBits: Int, count: Int
    ) {
        cmontgomery_power(
            modulus, result.asWords, bases.asWords, baseLimbs, exponents.asWords, exponentStride, exponentBits, count,
            scratch)
    }

    /// result = what the chain computes, row by row.
    func run(
        _ chain: ProductChain, _ result: UnsafeMutablePointer<UInt>, _ bases: UnsafePointer<UInt>, form: BaseForm,
        rows: Int
    ) {
        chain.steps.withUnsafeBufferPointer { steps in
            cmontgomery_chain(
                modulus, result.asWords,
                cmontgomery_bases(
                    start: bases.asWords, words: form.limbs, base_stride: form.baseStride, row_stride: form.rowStride),
                cmontgomery_chain_form(
                    steps: steps.baseAddress, step_count: steps.count, bases: chain.baseCount,
                    numbers: chain.numberCount,
                    answer: chain.answer),
                rows, scratch)
        }
    }

    /// Some rows of the powers of every base to every exponent, with the bases' powers as entries.
    func comb(
        _ result: UnsafeMutablePointer<UInt>, _ exponents: UnsafePointer<UInt>, _ shape: CombShape,
        _ entries: UnsafePointer<UInt>, bases: Int, rows: Range<Int>
    ) {
        withUnsafePointer(to: shape.form) { form in
            cmontgomery_comb(
                modulus, result.asWords, exponents.asWords, form, entries.asWords, bases, rows.lowerBound, rows.count,
                scratch)
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

extension SecretLimbs {
    fileprivate borrowing func withWords<Result>(_ body: (UnsafePointer<UInt64>) -> Result) -> Result {
        withLimbs { body($0.row(0, $0.count).asWords) }
    }
}
